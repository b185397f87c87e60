"""What helps people write: new pages, the manual, completion in editors."""
