"""What does prose say?"""
