-- why: nodes keep members' state in memory and check, when they write, that nobody else wrote meanwhile (docs/adr/0007)
-- breaking: no
-- locks: club, fan and outbox shortly; columns with a constant default rewrite nothing; outbox's new key is built over what it keeps (a day)

alter table club add column version int not null default 0;
alter table fan add column version int not null default 0;

-- Whoever changes a club, its version moves: no writer can forget it.
create function move_version() returns trigger language plpgsql as $$
begin
  new.version := old.version + 1;
  return new;
end $$;
create trigger club_version before update on club for each row execute function move_version();

create function move_club_version() returns trigger language plpgsql as $$
begin
  update club set version = version where club_no = new.club_no;
  return null;
end $$;
create trigger club_change_version after insert on club_change for each row execute function move_club_version();

-- One index instead of three: entries are read and swept in the order (txid, position).
alter table outbox drop constraint outbox_pkey;
drop index outbox_order;
drop index outbox_at;
alter table outbox add primary key (txid, position);
