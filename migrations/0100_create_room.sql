-- why: connections of an owner to a platform room or shop, what they delivered lately, orders waiting for their detail (PLT-2)
-- breaking: no
-- locks: none (new tables)

CREATE TABLE room_connection (
  connection_id text PRIMARY KEY,
  owner_id text NOT NULL,
  platform text NOT NULL CHECK (platform IN ('douyinLive', 'bilibiliLive', 'doudianShop')),
  name text NOT NULL,
  room_id text,
  settings jsonb NOT NULL,
  -- AES-256-GCM, bound to connection_id; never leaves the server
  sealed_secrets text NOT NULL,
  -- the secrets before the last rotation, good until previous_until
  previous_secrets text,
  previous_until timestamptz,
  status text NOT NULL CHECK (status IN ('on', 'off')),
  created_at timestamptz NOT NULL,
  -- genuine deliveries so far; also the position in the ring of room_delivery
  deliveries bigint NOT NULL DEFAULT 0 CHECK (deliveries >= 0),
  last_delivery_at timestamptz,
  -- refused deliveries that were listed (at most one a second is)
  refusals bigint NOT NULL DEFAULT 0 CHECK (refusals >= 0),
  last_refusal_at timestamptz
);
CREATE INDEX room_connection_of_owner ON room_connection (owner_id, created_at);

-- A ring per connection, so that it never grows: slots 0-49 hold genuine deliveries, 50-69 refused ones.
CREATE TABLE room_delivery (
  connection_id text NOT NULL,
  slot smallint NOT NULL CHECK (slot BETWEEN 0 AND 69),
  delivery_id text NOT NULL,
  received_at timestamptz NOT NULL,
  status text NOT NULL CHECK (status IN ('accepted', 'pending', 'unavailable', 'unreadable', 'refused')),
  headers jsonb NOT NULL,
  body text NOT NULL,
  body_bytes integer NOT NULL CHECK (body_bytes >= 0),
  truncated boolean NOT NULL,
  codes jsonb NOT NULL,
  note text,
  PRIMARY KEY (connection_id, slot)
);

CREATE TABLE room_tally (
  connection_id text NOT NULL,
  code text NOT NULL,
  count bigint NOT NULL CHECK (count >= 0),
  PRIMARY KEY (connection_id, code)
);

-- Broadcasts of a room whose number stays the same (Bilibili).
CREATE TABLE room_broadcast (
  connection_id text NOT NULL,
  started_at timestamptz NOT NULL,
  session_id text NOT NULL,
  ended_at timestamptz,
  PRIMARY KEY (connection_id, started_at)
);

-- Shop messages that name no buyer, until the order detail is known. `failed` waits for a person.
CREATE TABLE room_pending (
  connection_id text NOT NULL,
  message_key text NOT NULL,
  delivery_id text NOT NULL,
  message jsonb NOT NULL,
  status text NOT NULL CHECK (status IN ('waiting', 'failed')),
  attempts integer NOT NULL CHECK (attempts >= 0),
  due_at timestamptz NOT NULL,
  last_error text,
  received_at timestamptz NOT NULL,
  PRIMARY KEY (connection_id, message_key)
);
CREATE INDEX room_pending_due ON room_pending (due_at) WHERE status = 'waiting';

-- Who bought what: a refund message does not say. Kept as long as a refund may come (TASK-10) and a little more.
CREATE TABLE room_order (
  connection_id text NOT NULL,
  order_id text NOT NULL,
  body jsonb NOT NULL,
  known_at timestamptz NOT NULL,
  PRIMARY KEY (connection_id, order_id)
);
CREATE INDEX room_order_known_at ON room_order (known_at);

-- Join and leave messages already done: they are no events, so TASK-10 does not cover them.
CREATE TABLE room_member_message (
  connection_id text NOT NULL,
  message_id text NOT NULL,
  done_at timestamptz NOT NULL,
  PRIMARY KEY (connection_id, message_id)
);
CREATE INDEX room_member_message_done_at ON room_member_message (done_at);
