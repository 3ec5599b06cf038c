"""What is known of the world, as data: actors, places, outlets."""
