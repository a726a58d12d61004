"""Routes, one file per resource; ``policy`` says who may, ``schemas`` what goes in and out."""
