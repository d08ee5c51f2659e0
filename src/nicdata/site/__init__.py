"""Tables -> a static site in English and Norwegian, readable without script or network."""
