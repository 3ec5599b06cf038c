"""Gates on data that the project may ship."""
