"""A visit in acts: each leads some steps, turns touches into events and events into views."""
