"""The statements that write entries and fold them, in plain SQL: a citizen waits for the first.

They go to the database's own cursor (`Database.recording`). Spelled by SQLAlchemy each time, and
their results wrapped by it, they took half of the durable commit of a case
(tests/benchmarks/commit.py); everything else in the journal is written as Core constructs.
"""

PRESENT_CHAIN = """
    SELECT chains.id, chain, kiosk, public_key, chain_id, sequence, hash
    FROM chains LEFT JOIN entries ON entries.position = (SELECT max(position) FROM entries)
    ORDER BY chains.id DESC LIMIT 1"""
NEW_CHAIN = """
    INSERT INTO chains (chain, kiosk, public_key, complete_to)
    VALUES (:chain, :kiosk, :public_key, 0)"""
NEW_ENTRY = """
    INSERT INTO entries (chain_id, sequence, hash, signature)
    VALUES (:chain_id, :sequence, :hash, :signature)"""
NEW_CONTENT = """
    INSERT INTO contents (position, content, enclosed)
    VALUES (:position, :content, :enclosed)"""
# Named again by a later entry, an attachment stays as long as that one does.
NEW_ATTACHMENT = """
    INSERT INTO attachments (sha256, size, state, position, data, file, wrapped_key)
    VALUES (:sha256, :size, :state, :position, :data, :file, :wrapped_key)
    ON CONFLICT (sha256) DO UPDATE SET position = excluded.position"""
NEW_ENCLOSED = """
    INSERT INTO attachments (sha256, size, state, position, start)
    VALUES (:sha256, :size, :state, :position, :start)
    ON CONFLICT (sha256) DO UPDATE
    SET position = excluded.position, start = excluded.start, data = NULL"""
KNOWN_CASE = """
    SELECT content, signature FROM cases
    JOIN contents ON contents.position = cases.position
    JOIN entries ON entries.position = cases.position
    WHERE case_id = :case_id"""
BEHIND = "SELECT position < (SELECT max(position) FROM entries) FROM folded"
NOT_FOLDED = """
    SELECT entries.position, content, signature, enclosed
    FROM entries JOIN contents ON contents.position = entries.position
    WHERE entries.position > (SELECT position FROM folded) ORDER BY entries.position LIMIT 200"""
FOLDED_TO = "UPDATE folded SET position = :position"
FOLDED_ALL = "UPDATE folded SET position = (SELECT max(position) FROM entries)"
NEW_CASE = """
    INSERT INTO cases (position, case_id, number, service)
    VALUES (:position, :case_id, :number, :service)"""
NEW_NAME = """
    INSERT INTO names (name, position, number, service)
    VALUES (:name, :position, :number, :service)
    ON CONFLICT DO NOTHING"""
NEXT_COUNTER = """
    INSERT INTO counters (day, last) VALUES (:day, 1)
    ON CONFLICT (day) DO UPDATE SET last = last + 1 RETURNING last"""
# However often that is done on one day: enough numbers are left for the rest of it (of 9,999).
SKIP_COUNTERS = """
    INSERT INTO counters (day, last) VALUES (:day, :last)
    ON CONFLICT (day) DO UPDATE SET last = last + excluded.last WHERE last < 7000"""
NEW_PAPER = """
    INSERT INTO papers
        (job, position, case_id, document, kind, copy, again, printer, queued_at)
    VALUES
        (:job, :position, :case_id, :document, :kind, :copy, :again, :printer, :queued_at)
    ON CONFLICT DO NOTHING"""
TAKE_PAPER = "UPDATE papers SET taken = :taken WHERE job = :job"
# The first end stands: paper that came out was not cancelled afterwards.
END_PAPER = """
    UPDATE papers SET ended = :ended, ended_at = :ended_at, reason = :reason
    WHERE job = :job AND ended IS NULL"""
