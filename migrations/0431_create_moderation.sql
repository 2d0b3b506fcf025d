-- why: words, links and contacts that messages may not hold, of the platform and of each owner (GRP-8, GRP-9)
-- breaking: no
-- locks: creates tables only

-- One row a list; club_no 0: the platform's. An absent row stands for the defaults: no words, no links but the platform's hosts.
create table moderation (
  club_no int primary key,
  version int not null,
  -- of this very list at this version, whatever the store: nodes keep words made findable by it
  mark uuid not null,
  links_allowed boolean not null,
  contacts_allowed boolean not null,
  hosts text[] not null,
  -- from so many reports on a fan's message is not shown until somebody decides; null: never
  hide_at smallint,
  changed_at timestamptz not null,
  changed_by text not null
);

create table moderation_word (
  club_no int not null,
  word text not null,
  action text not null,
  primary key (club_no, word)
);
