"""The statements that a citizen waits for until a case is accepted, in plain SQL.

Spelled by SQLAlchemy each time they would make the durable commit of a case a fifth slower
(tests/benchmarks/commit.py); everything else in the journal is written as Core constructs.
"""

PRESENT_CHAIN = """
    SELECT chains.id, chain, kiosk, public_key, chain_id, sequence, hash
    FROM chains LEFT JOIN entries ON entries.position = (SELECT max(position) FROM entries)
    ORDER BY chains.id DESC LIMIT 1"""
NEW_ENTRY = """
    INSERT INTO entries (chain_id, sequence, hash, signature)
    VALUES (:chain_id, :sequence, :hash, :signature)"""
NEW_CONTENT = "INSERT INTO contents (position, content) VALUES (:position, :content)"
# Named again by a later entry, an attachment stays as long as that one does.
NEW_ATTACHMENT = """
    INSERT INTO attachments (sha256, size, state, position, data, file, wrapped_key)
    VALUES (:sha256, :size, :state, :position, :data, :file, :wrapped_key)
    ON CONFLICT (sha256) DO UPDATE SET position = excluded.position"""
NEW_CASE = """
    INSERT INTO cases (position, case_id, number, service, submitted_at)
    VALUES (:position, :case_id, :number, :service, :submitted_at)"""
NEXT_COUNTER = """
    INSERT INTO counters (day, last) VALUES (:day, 1)
    ON CONFLICT (day) DO UPDATE SET last = last + 1 RETURNING last"""
