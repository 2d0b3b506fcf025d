-- why: a coupon of one owner is attached by another, who has no shop (BEN-6): how many, whose terms, and whose order uses it
-- breaking: no
-- locks: benefit, benefit_total and entitlement shortly; benefit_total is read once for its check, entitlement while an index of no rows is built

-- How many of an owner's coupon another owner may attach, over all benefits that he makes of it
create table coupon_attachment (
  -- the coupon, and the club that may attach it
  benefit_no int not null,
  creator_no int not null,
  stock int not null check (stock > 0),
  created_at timestamptz not null,
  -- from then on nothing more is attached; what was made ends after its notice (BEN-11)
  ended_at timestamptz,
  primary key (benefit_no, creator_no)
);
create index coupon_attachment_creator on coupon_attachment (creator_no, benefit_no);

-- Of an attached benefit: the coupon whose terms it holds, and the club whose orders it is used for
alter table benefit add column attached_no int, add column shop_no int,
  add constraint benefit_attached check ((attached_no is null) = (shop_no is null));
create index benefit_attached on benefit (attached_no, club_no) where attached_no is not null;

-- An attached benefit that is withdrawn keeps what was claimed of it: the rest may be attached anew
alter table benefit_total drop constraint benefit_total_stock_check;
alter table benefit_total add constraint benefit_total_stock_check check (stock >= 0);

-- The club whose order it is reserved or used for; null: its own
alter table entitlement add column shop_no int;
create index entitlement_shop_order on entitlement (user_no, shop_no, order_id) where shop_no is not null;
