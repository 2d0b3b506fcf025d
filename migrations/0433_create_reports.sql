-- why: members report messages, the reviewer and the owner's side decide on them (GRP-9)
-- breaking: no
-- locks: creates tables only

-- Who reported a message: once each.
create table group_report (
  user_no bigint not null,
  club_no int not null,
  group_no int not null,
  number smallint not null,
  seq bigint not null,
  reason text not null,
  note text,
  at timestamptz not null,
  primary key (user_no, club_no, group_no, number, seq)
);
create index group_report_of on group_report (club_no, group_no, number, seq, at);

-- A message that was reported, or that holds a word to be looked at: one row, with what it said then.
create table report_case (
  club_no int not null,
  group_no int not null,
  number smallint not null,
  seq bigint not null,
  -- where it was seen first: a message to all groups is of none
  in_group int not null,
  -- null: the owner's side wrote it
  writer_no bigint,
  kind text not null,
  -- what it said; null: its writer was erased
  said jsonb,
  said_at timestamptz not null,
  reports int not null,
  -- words of lists with the action 'report' that it holds
  noted text[] not null default '{}',
  first_at timestamptz not null,
  last_at timestamptz not null,
  -- not shown until somebody decides
  hidden boolean not null default false,
  decided_at timestamptz,
  decided_by text,
  -- dismissed | deleted
  decision text,
  -- muted | removed; null: nothing was done to who wrote it
  writer_act text,
  decision_note text,
  primary key (club_no, group_no, number, seq)
);
create index report_case_open on report_case (first_at, club_no, group_no, number, seq) where decided_at is null;
create index report_case_decided on report_case (decided_at, club_no, group_no, number, seq) where decided_at is not null;
