"""What do the files of others say, as records that rest on a source which the caller names?"""
