"""In which other shapes can the data, and the model that they follow, be had? One module per shape."""
