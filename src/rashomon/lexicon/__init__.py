"""What words mean, as data with running examples."""
