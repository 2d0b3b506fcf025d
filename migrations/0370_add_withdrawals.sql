-- why: money is taken out of a budget again (BEN-8); pay-outs of all states, and red packets that are open, are found without reading the others
-- breaking: no
-- locks: owner_transfer while its kinds are checked anew (one read of the table), payout and red_packet while an index is built

alter table owner_transfer drop constraint owner_transfer_check2;
alter table owner_transfer add constraint owner_transfer_kind check ((kind, from_account, to_account) in (
  ('deposit', 'outside', 'budget'), ('withdrawal', 'budget', 'outside'), ('packetOpened', 'budget', 'held'), ('packetClaimed', 'held', 'balance'),
  ('packetReturned', 'held', 'budget'), ('benefitClaimed', 'budget', 'balance')));

create index payout_requested on payout (requested_at, payout_id);
-- every page of a room asks for the open ones, which are few among all that ever were; a claim does not move it
create index red_packet_open on red_packet (club_no, opened_at desc, packet_id desc) where status = 'open';
