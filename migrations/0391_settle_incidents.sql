-- why: what was found wrong with a stream is seen until somebody has dealt with it, as with the quarantine
-- breaking: no
-- locks: consumer_incident for a moment

-- how: its events were sent again and taken, or somebody said that no more is to be done
alter table consumer_incident add column settled_at timestamptz,
  add column settled_as text check (settled_as in ('resent', 'acknowledged')),
  add constraint consumer_incident_settled check ((settled_at is null) = (settled_as is null));
create index consumer_incident_open on consumer_incident (incident_no) where settled_at is null;
