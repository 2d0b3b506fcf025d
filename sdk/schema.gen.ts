// Made from the OpenAPI document by `npm run generate`; not edited by hand.
/* eslint-disable */
export interface paths {
    "/v1/owners": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Owners, by id; `q` is the beginning of an id or a name
         * @description The platform and administrators. Clauses: CLUB-1, PLT-1.
         */
        get: operations["listOwners"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/owners/{ownerId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * An owner
         * @description Everyone who is signed in. Clauses: CLUB-1.
         */
        get: operations["getOwner"];
        /**
         * Register an owner and, with him, his club; again: rename him
         * @description The platform and administrators. Clauses: CLUB-1, CLUB-2.
         */
        put: operations["putOwner"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/clubs/{ownerId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A club: mode, badge name, members, what waits, who is on air
         * @description Everyone who is signed in. Clauses: CLUB-1, CLUB-2, CLUB-4, BADGE-1.
         */
        get: operations["getClub"];
        put?: never;
        post?: never;
        /**
         * Refused always: a club can change mode but never be dissolved
         * @description The club's owner, his staff with `club`, the platform and administrators. Clauses: CLUB-7.
         */
        delete: operations["deleteClub"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/clubs/{ownerId}/mode-changes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Changes of mode, newest first
         * @description Everyone who is signed in. Clauses: CLUB-3, CLUB-4.
         */
        get: operations["listModeChanges"];
        put?: never;
        /**
         * Announce a change of mode
         * @description The club's owner, his staff with `club`, the platform and administrators. Clauses: CLUB-3, CLUB-4, CLUB-5.
         */
        post: operations["postModeChange"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/clubs/{ownerId}/overview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The club today, yesterday and over the last days; what waits for the owner
         * @description The club's owner, his staff with `overview`, the platform and administrators. Clauses: CLUB-8, TASK-9.
         */
        get: operations["getOverview"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/clubs/{ownerId}/traffic-inputs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What a recommender may weigh: whether the owner runs a shopping club, since when, and how active its members are
         * @description The platform and administrators. Clauses: CLUB-9.
         */
        get: operations["getTrafficInputs"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/clubs/{ownerId}/mode-changes/{changeId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Withdraw a change that waits
         * @description The club's owner, his staff with `club`, the platform and administrators. Clauses: CLUB-4.
         */
        delete: operations["deleteModeChange"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/clubs/{ownerId}/purchase-task": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Turn the purchase task of a live club on or off while on air
         * @description The club's owner, his staff with `live`, the platform and administrators. Clauses: TASK-5.
         */
        put: operations["putPurchaseTask"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/clubs/{ownerId}/purchase-task/rollout": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Roll the purchase task out: to a random share, to everyone, with level coupons
         * @description The platform and administrators. Clauses: TASK-6.
         */
        put: operations["putPurchaseTaskRollout"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/reviews": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The reviewer’s queue (waiting: oldest first) and history
         * @description Reviewers, the platform and administrators. Clauses: BADGE-3.
         */
        get: operations["listReviews"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/clubs/{ownerId}/badge-names": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Badge names an owner submitted, newest first, with what came of them
         * @description The club's owner, his staff with `badge`, the platform and administrators. Clauses: BADGE-3, BADGE-4.
         */
        get: operations["listBadgeNames"];
        put?: never;
        /**
         * Submit a badge name for review
         * @description The club's owner, his staff with `badge`, the platform and administrators. Clauses: BADGE-2, BADGE-3, BADGE-4.
         */
        post: operations["postBadgeName"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/reviews/{reviewId}/decision": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Approve or refuse; a refusal carries its reason
         * @description Reviewers, the platform and administrators. Clauses: BADGE-3, BADGE-4.
         */
        post: operations["postReviewDecision"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/clubs/{ownerId}/members/{userId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A member: level, badge, today
         * @description The user himself, the club's owner, his staff with `members`, the platform and administrators. Clauses: MEM-7, LVL-1, LVL-2, BADGE-5, TASK-3, TASK-4.
         */
        get: operations["getMember"];
        /**
         * Join; joining twice is the same as once
         * @description The user himself, the platform and administrators. Clauses: MEM-1, MEM-2, MEM-4, MEM-7.
         */
        put: operations["putMember"];
        post?: never;
        /**
         * Leave: level and intimacy go to zero in both modes
         * @description The user himself, the platform and administrators. Clauses: MEM-3, MEM-4, MEM-5, MEM-6.
         */
        delete: operations["deleteMember"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/clubs/{ownerId}/members/{userId}/leave-preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What leaving now would mean
         * @description The user himself, the platform and administrators. Clauses: MEM-3, MEM-4, MEM-5.
         */
        get: operations["getLeavePreview"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/clubs/{ownerId}/members": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Members of the running mode, top first; keyset pages, so a page costs the same at the start and in the millions
         * @description The club's owner, his staff with `members`, the platform and administrators. Clauses: TASK-13, LVL-3.
         */
        get: operations["listMembers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/clubs/{ownerId}/members/{userId}/ledger": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Why a member has his points: entries, newest first
         * @description The user himself, the club's owner, his staff with `members`, the platform and administrators. Clauses: TASK-12.
         */
        get: operations["listLedger"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/clubs/{ownerId}/members/{userId}/story": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One member’s story: the balance day by day, orders, joinings and leavings
         * @description The user himself, the club's owner, his staff with `members`, the platform and administrators. Clauses: TASK-12, TASK-13.
         */
        get: operations["getMemberStory"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/clubs/{ownerId}/corrections": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Corrections of the club, newest first: who, whom, how much and why
         * @description The club's owner, his staff with `corrections`, the platform and administrators. Clauses: TASK-15.
         */
        get: operations["listCorrections"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/clubs/{ownerId}/exclusions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Accounts that take no part in points, boards and draws
         * @description The club's owner, his staff with `corrections`, the platform and administrators. Clauses: TASK-15.
         */
        get: operations["listExclusions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/clubs/{ownerId}/waiting": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Refunds and reviews whose order has not come: waiting, expired after 30 days, or refused when it came
         * @description The club's owner, his staff with `overview`, the platform and administrators. Clauses: TASK-9.
         */
        get: operations["listWaiting"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/clubs/{ownerId}/members/{userId}/corrections": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Add or take points, with a reason; the ledger names who
         * @description The club's owner, his staff with `corrections`, the platform and administrators. Clauses: TASK-15, TASK-12.
         */
        post: operations["postCorrection"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/clubs/{ownerId}/exclusions/{userId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Exclude an account (the owner’s own, a robot) from points, boards and draws
         * @description The club's owner, his staff with `corrections`, the platform and administrators. Clauses: TASK-15.
         */
        put: operations["putExclusion"];
        post?: never;
        /**
         * Let an excluded account take part again; what it did meanwhile stays uncounted
         * @description The club's owner, his staff with `corrections`, the platform and administrators. Clauses: TASK-15.
         */
        delete: operations["deleteExclusion"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/clubs/{ownerId}/levels": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The ladder: score range, level, tier, and how many stand on each rung
         * @description Everyone who is signed in. Clauses: LVL-1, LVL-2, LVL-3.
         */
        get: operations["getLevels"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/rule-sets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Every published version, newest first
         * @description Everyone who is signed in. Clauses: LVL-4.
         */
        get: operations["listRuleSets"];
        put?: never;
        /**
         * Publish a rule set; it rules from the next business day
         * @description The platform and administrators. Clauses: LVL-4.
         */
        post: operations["postRuleSet"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/rule-sets/current": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The version that rules today
         * @description Everyone who is signed in. Clauses: LVL-4.
         */
        get: operations["getCurrentRuleSet"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/rule-sets/{version}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One version, as it was published
         * @description Everyone who is signed in. Clauses: LVL-4, TASK-12.
         */
        get: operations["getRuleSet"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/rule-sets/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * What a rule set would change, before it is published
         * @description The platform and administrators. Clauses: LVL-4.
         */
        post: operations["postRuleSetPreview"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/clubs/{ownerId}/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Live sessions, newest first
         * @description The club's owner, his staff with `live`, the platform and administrators. Clauses: LIVE-1.
         */
        get: operations["listSessions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sessions/{sessionId}/totals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Viewers (each counted once), paid orders and sales before refunds, joins, interactions (comments, likes, shares, gifts: one an event), and the same for members
         * @description Everyone who is signed in. Clauses: LIVE-1, LIVE-5.
         */
        get: operations["getSessionTotals"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sessions/{sessionId}/tasks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Per task, how many members completed it (earned by it at least once) and exhausted it (reached its cap) in this session
         * @description Everyone who is signed in. Clauses: TASK-13, CLUB-10.
         */
        get: operations["getSessionTasks"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sessions/{sessionId}/members": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Members seen in a session, with level and tasks; `state` with `task` narrows, `online` shows who is there now
         * @description Everyone who is signed in. Clauses: TASK-13, CLUB-10.
         */
        get: operations["listSessionMembers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sessions/{sessionId}/screen": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The last lines of the public screen, oldest first; further ones come by the stream
         * @description Everyone who is signed in. Clauses: LIVE-1, BADGE-6.
         */
        get: operations["getSessionScreen"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/clubs/{ownerId}/benefits": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What the club offers, in the order of the ladder, with what came of it and what to look at again
         * @description The club's owner, his staff with `benefits`, the platform and administrators. Clauses: BEN-1, BEN-12.
         */
        get: operations["listBenefits"];
        put?: never;
        /**
         * Offer a benefit from a level or a tier on, for joining first, or to the members of a group
         * @description The club's owner, his staff with `benefits`, the platform and administrators. Clauses: BEN-1, BEN-5, BEN-6, GRP-15.
         */
        post: operations["postBenefit"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/clubs/{ownerId}/benefits/{benefitId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One benefit with what came of it
         * @description The club's owner, his staff with `benefits`, the platform and administrators. Clauses: BEN-1, BEN-12.
         */
        get: operations["getBenefit"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Give more, announce its withdrawal, or change its words, unless its description is the promise and was seen
         * @description The club's owner, his staff with `benefits`, the platform and administrators. Clauses: BEN-11.
         */
        patch: operations["patchBenefit"];
        trace?: never;
    };
    "/v1/clubs/{ownerId}/ladder": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What the club offers and from which level, for whoever looks before joining
         * @description Everyone who is signed in. Clauses: BEN-2, LIVE-8.
         */
        get: operations["getBenefitLadder"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/clubs/{ownerId}/members/{userId}/benefits": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Every benefit with its state for this member, and what each takes
         * @description The user himself, the club's owner, his staff with `benefits`, the platform and administrators. Clauses: BEN-2, BEN-3.
         */
        get: operations["getMemberBenefits"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/clubs/{ownerId}/members/{userId}/eligibility": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * May this user buy these goods, or these gifts of a live room, now? For a product page, and for a room
         * @description The user himself, the club's owner, his staff with `benefits`, the platform and administrators. Clauses: BEN-9, BEN-1.
         */
        get: operations["getEligibility"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/entitlements/{entitlementId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What somebody took: its state, until when, for which order
         * @description Everyone who is signed in. Clauses: BEN-3.
         */
        get: operations["getEntitlement"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/users/{userId}/entitlements": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What a user took, of all clubs, newest first
         * @description The user himself, the platform and administrators. Clauses: BEN-3, MEM-6, PLT-6.
         */
        get: operations["listEntitlements"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/clubs/{ownerId}/members/{userId}/benefits/{benefitId}/claim": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Take a benefit, once ever; `already_claimed` tells `entitlementId` and `state` of what the user has
         * @description The user himself, the platform and administrators. Clauses: BEN-3, BEN-4, BEN-5, BEN-6.
         */
        post: operations["postClaim"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/clubs/{ownerId}/benefits/{benefitId}/attachments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Who may attach this coupon, how many, and what came of it
         * @description The club's owner, his staff with `benefits`, the platform and administrators. Clauses: BEN-6, BEN-12.
         */
        get: operations["listAttachments"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/clubs/{ownerId}/benefits/{benefitId}/attachments/{creatorId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * How many of this coupon one other owner may attach, and what came of it
         * @description The club's owner, his staff with `benefits`, the platform and administrators. Clauses: BEN-6, BEN-12.
         */
        get: operations["getAttachment"];
        /**
         * Let another owner, who has no shop, attach a coupon of this one’s: how many in all
         * @description The club's owner, his staff with `benefits`, the platform and administrators. Clauses: BEN-6.
         */
        put: operations["putAttachment"];
        post?: never;
        /**
         * Let nothing more of a coupon be attached; what holds it ends after its notice, what was claimed stays usable
         * @description The club's owner, his staff with `benefits`, the platform and administrators. Clauses: BEN-6, BEN-11.
         */
        delete: operations["deleteAttachment"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/clubs/{ownerId}/attachable-coupons": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Coupons of other owners that this one may attach now, with what is left of each
         * @description The club's owner, his staff with `benefits`, the platform and administrators. Clauses: BEN-6.
         */
        get: operations["listAttachableCoupons"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/users/{userId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A user: his ids, his name, the clubs he is in
         * @description The user himself, the platform and administrators. Clauses: PLT-8.
         */
        get: operations["getUser"];
        /**
         * Name a user
         * @description The user himself, the platform and administrators. Clauses: PLT-8.
         */
        put: operations["putUser"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/users/{userId}/merges": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The record of users merged into this one
         * @description The platform and administrators. Clauses: PLT-8.
         */
        get: operations["listMerges"];
        put?: never;
        /**
         * Merge another known user into this one: a decision with a record; balances move as ledger entries
         * @description The platform and administrators. Clauses: PLT-8, TASK-12.
         */
        post: operations["postMerge"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/users/{userId}/aliases/{aliasId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Say that another id is this user; an id that is known as someone else’s needs a merge
         * @description The platform and administrators. Clauses: PLT-8.
         */
        put: operations["putAlias"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/users/{userId}/data": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * All that is held on a user, record by record, kind after kind: what he sees and takes with him
         * @description The user himself, the platform and administrators. Clauses: PLT-6.
         */
        get: operations["getUserData"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/users/{userId}/erasure": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * How far the latest erasure of a user is; his id still finds it when he is known no more
         * @description The user himself, the platform and administrators. Clauses: PLT-6.
         */
        get: operations["getErasure"];
        put?: never;
        /**
         * Erase what is held on a user: he leaves his clubs, his ids, name and profile go; begun at once, finished within 24 hours
         * @description The user himself, the platform and administrators. Clauses: PLT-6, BEN-4.
         */
        post: operations["postErasure"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/invitations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Open invitations, newest first
         * @description The platform and administrators. Clauses: PLT-1.
         */
        get: operations["listInvitations"];
        put?: never;
        /**
         * Invites an administrator, reviewer, owner or sub-account; the link works once, for 7 days
         * @description The platform and administrators. Clauses: PLT-1.
         */
        post: operations["createInvitation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/clubs/{ownerId}/staff-invitations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Open invitations of the club’s sub-accounts, newest first
         * @description The club's owner, his staff with `staff`, the platform and administrators. Clauses: PLT-1.
         */
        get: operations["listStaffInvitations"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/clubs/{ownerId}/staff": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Sub-accounts of the club and what they may do
         * @description The club's owner, his staff with `staff`, the platform and administrators. Clauses: PLT-1.
         */
        get: operations["listStaff"];
        put?: never;
        /**
         * Invites a sub-account of the club with permissions
         * @description The club's owner, his staff with `staff`, the platform and administrators. Clauses: PLT-1.
         */
        post: operations["inviteStaff"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/api-keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The platform’s further keys, newest first; never the keys themselves
         * @description The platform and administrators. Clauses: PLT-1.
         */
        get: operations["listApiKeys"];
        put?: never;
        /**
         * Another key of the platform; it is shown only now
         * @description The platform and administrators. Clauses: PLT-1.
         */
        post: operations["createApiKey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/clubs/{ownerId}/api-keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Keys of the club’s own programs, newest first; never the keys themselves
         * @description The club's owner, his staff with `staff`, the platform and administrators. Clauses: PLT-1.
         */
        get: operations["listClubApiKeys"];
        put?: never;
        /**
         * A key for programs of one club, with permissions; it is shown only now
         * @description The club's owner, his staff with `staff`, the platform and administrators. Clauses: PLT-1.
         */
        post: operations["createClubApiKey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/accounts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * People who sign in, newest first
         * @description The platform and administrators. Clauses: PLT-1.
         */
        get: operations["listAccounts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/invitations/{invitationId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Withdraws an open invitation
         * @description The platform and administrators. Clauses: PLT-1.
         */
        delete: operations["revokeInvitation"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/clubs/{ownerId}/staff-invitations/{invitationId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Withdraws an open invitation of the club
         * @description The club's owner, his staff with `staff`, the platform and administrators. Clauses: PLT-1.
         */
        delete: operations["revokeStaffInvitation"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/clubs/{ownerId}/staff/{staffId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Sets what a sub-account may do, from its next call on; the id may be one of the platform’s own
         * @description The club's owner, his staff with `staff`, the platform and administrators. Clauses: PLT-1.
         */
        put: operations["setStaff"];
        post?: never;
        /**
         * Ends a sub-account at once
         * @description The club's owner, his staff with `staff`, the platform and administrators. Clauses: PLT-1.
         */
        delete: operations["revokeStaff"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/api-keys/{keyId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Ends a key at once
         * @description The platform and administrators. Clauses: PLT-1.
         */
        delete: operations["revokeApiKey"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/clubs/{ownerId}/api-keys/{keyId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Ends a key of the club at once
         * @description The club's owner, his staff with `staff`, the platform and administrators. Clauses: PLT-1.
         */
        delete: operations["revokeClubApiKey"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/accounts/{accountId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Disables an account and ends its sessions at once
         * @description The platform and administrators. Clauses: PLT-1.
         */
        delete: operations["disableAccount"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/clubs/{ownerId}/rooms": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Connections of an owner to platform rooms and shops
         * @description The club's owner, his staff with `rooms`, the platform and administrators. Clauses: PLT-2.
         */
        get: operations["listRooms"];
        put?: never;
        /**
         * Connects a room or shop; the answer holds the address and, this once, the secrets we made
         * @description The club's owner, his staff with `rooms`, the platform and administrators. Clauses: PLT-2.
         */
        post: operations["createRoom"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/clubs/{ownerId}/rooms/{roomConnectionId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One connection, with what its messages came to
         * @description The club's owner, his staff with `rooms`, the platform and administrators. Clauses: PLT-2.
         */
        get: operations["getRoom"];
        put?: never;
        post?: never;
        /**
         * Removes a connection with its deliveries and waiting orders; points stay
         * @description The club's owner, his staff with `rooms`, the platform and administrators. Clauses: PLT-2.
         */
        delete: operations["deleteRoom"];
        options?: never;
        head?: never;
        /**
         * Changes name, room, settings, or switches it on or off
         * @description The club's owner, his staff with `rooms`, the platform and administrators. Clauses: PLT-2.
         */
        patch: operations["changeRoom"];
        trace?: never;
    };
    "/v1/clubs/{ownerId}/rooms/{roomConnectionId}/deliveries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The latest deliveries with their payloads, newest first: 50 genuine, 20 refused, 7 days
         * @description The club's owner, his staff with `rooms`, the platform and administrators. Clauses: PLT-2.
         */
        get: operations["listRoomDeliveries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/clubs/{ownerId}/rooms/{roomConnectionId}/pending": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Shop orders and refunds that wait for their order detail, newest first, at most 200
         * @description The club's owner, his staff with `rooms`, the platform and administrators. Clauses: PLT-2.
         */
        get: operations["listRoomPending"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/clubs/{ownerId}/rooms/{roomConnectionId}/secrets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * New secrets, ours or the platform’s; the ones before stay good for graceHours
         * @description The club's owner, his staff with `rooms`, the platform and administrators. Clauses: PLT-2.
         */
        post: operations["rotateRoomSecrets"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/clubs/{ownerId}/rooms/{roomConnectionId}/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Sends a signed sample through the adapter and shows what it would become; applies nothing
         * @description The club's owner, his staff with `rooms`, the platform and administrators. Clauses: PLT-2.
         */
        post: operations["testRoom"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/clubs/{ownerId}/rooms/{roomConnectionId}/deliveries/{deliveryId}/replay": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Applies a listed delivery again; what counted already stays a duplicate
         * @description The club's owner, his staff with `rooms`, the platform and administrators. Clauses: PLT-2.
         */
        post: operations["replayRoomDelivery"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/clubs/{ownerId}/rooms/{roomConnectionId}/pending/retry": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Asks now about orders whose detail is missing, given up ones too
         * @description The club's owner, his staff with `rooms`, the platform and administrators. Clauses: PLT-2.
         */
        post: operations["retryRoomPending"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/platform/operations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * How the service runs, over all its nodes: rates, lag, batches, rejections, nodes, quarantine, long work, streams read
         * @description The platform and administrators. Clauses: PLT-3.
         */
        get: operations["getOperations"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/platform/quarantine": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Events that failed for a reason of ours and wait for a decision, newest first; and what became of earlier ones
         * @description The platform and administrators. Clauses: TASK-10.
         */
        get: operations["listQuarantine"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/platform/quarantine/{quarantineId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One kept event with its body
         * @description The platform and administrators. Clauses: TASK-10.
         */
        get: operations["getQuarantined"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/platform/quarantine/{quarantineId}/retry": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send a kept event again
         * @description The platform and administrators. Clauses: TASK-10.
         */
        post: operations["retryQuarantined"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/platform/quarantine/{quarantineId}/discard": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Set a kept event aside for good; it earns nothing
         * @description The platform and administrators. Clauses: TASK-10.
         */
        post: operations["discardQuarantined"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/platform/quarantine/retry": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send kept events again
         * @description The platform and administrators. Clauses: TASK-10.
         */
        post: operations["retryQuarantinedMany"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/platform/quarantine/discard": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Set kept events aside for good; they earn nothing
         * @description The platform and administrators. Clauses: TASK-10.
         */
        post: operations["discardQuarantinedMany"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/clubs/{ownerId}/webhooks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Webhook endpoints of an owner, oldest first
         * @description The club's owner, his staff with `webhooks`, the platform and administrators. Clauses: PLT-4.
         */
        get: operations["listClubWebhooks"];
        put?: never;
        /**
         * A new endpoint of an owner; the answer holds, this once, the secret that signs its messages
         * @description The club's owner, his staff with `webhooks`, the platform and administrators. Clauses: PLT-4.
         */
        post: operations["createClubWebhook"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/clubs/{ownerId}/webhooks/{webhookId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One endpoint and how it fares
         * @description The club's owner, his staff with `webhooks`, the platform and administrators. Clauses: PLT-4.
         */
        get: operations["getClubWebhook"];
        put?: never;
        post?: never;
        /**
         * Removes an endpoint with its deliveries
         * @description The club's owner, his staff with `webhooks`, the platform and administrators. Clauses: PLT-4.
         */
        delete: operations["deleteClubWebhook"];
        options?: never;
        head?: never;
        /**
         * Changes address, types or description, or switches it on or off; messages that wait go out when it is on again
         * @description The club's owner, his staff with `webhooks`, the platform and administrators. Clauses: PLT-4.
         */
        patch: operations["changeClubWebhook"];
        trace?: never;
    };
    "/v1/clubs/{ownerId}/webhooks/{webhookId}/deliveries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Its deliveries with payload, attempts, next try and answer, newest first, of the last 7 days
         * @description The club's owner, his staff with `webhooks`, the platform and administrators. Clauses: PLT-4.
         */
        get: operations["listClubWebhookDeliveries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhooks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Webhook endpoints of the platform, told of all owners, oldest first
         * @description The platform and administrators. Clauses: PLT-4.
         */
        get: operations["listWebhooks"];
        put?: never;
        /**
         * A new endpoint of the platform, told of all owners; the answer holds, this once, the secret that signs its messages
         * @description The platform and administrators. Clauses: PLT-4.
         */
        post: operations["createWebhook"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhooks/{webhookId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One endpoint and how it fares
         * @description The platform and administrators. Clauses: PLT-4.
         */
        get: operations["getWebhook"];
        put?: never;
        post?: never;
        /**
         * Removes an endpoint with its deliveries
         * @description The platform and administrators. Clauses: PLT-4.
         */
        delete: operations["deleteWebhook"];
        options?: never;
        head?: never;
        /**
         * Changes address, types or description, or switches it on or off; messages that wait go out when it is on again
         * @description The platform and administrators. Clauses: PLT-4.
         */
        patch: operations["changeWebhook"];
        trace?: never;
    };
    "/v1/webhooks/{webhookId}/deliveries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Its deliveries with payload, attempts, next try and answer, newest first, of the last 7 days
         * @description The platform and administrators. Clauses: PLT-4.
         */
        get: operations["listWebhookDeliveries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/clubs/{ownerId}/webhooks/{webhookId}/rotate-secret": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * A new secret, shown only now; for graceHours messages carry the signatures of both
         * @description The club's owner, his staff with `webhooks`, the platform and administrators. Clauses: PLT-4.
         */
        post: operations["rotateClubWebhookSecret"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/clubs/{ownerId}/webhooks/{webhookId}/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Sends one signed webhook.tested now, also to an endpoint that is off, and tells what came back
         * @description The club's owner, his staff with `webhooks`, the platform and administrators. Clauses: PLT-4.
         */
        post: operations["testClubWebhook"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/clubs/{ownerId}/webhooks/{webhookId}/deliveries/{deliveryId}/replay": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Sends one delivery again, with the same webhook-id
         * @description The club's owner, his staff with `webhooks`, the platform and administrators. Clauses: PLT-4.
         */
        post: operations["replayClubWebhookDelivery"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/clubs/{ownerId}/webhooks/{webhookId}/replay": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Queues the kept messages since an instant again, at most 5000 a call
         * @description The club's owner, his staff with `webhooks`, the platform and administrators. Clauses: PLT-4.
         */
        post: operations["replayClubWebhook"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhooks/{webhookId}/rotate-secret": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * A new secret, shown only now; for graceHours messages carry the signatures of both
         * @description The platform and administrators. Clauses: PLT-4.
         */
        post: operations["rotateWebhookSecret"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhooks/{webhookId}/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Sends one signed webhook.tested now, also to an endpoint that is off, and tells what came back
         * @description The platform and administrators. Clauses: PLT-4.
         */
        post: operations["testWebhook"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhooks/{webhookId}/deliveries/{deliveryId}/replay": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Sends one delivery again, with the same webhook-id
         * @description The platform and administrators. Clauses: PLT-4.
         */
        post: operations["replayWebhookDelivery"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhooks/{webhookId}/replay": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Queues the kept messages since an instant again, at most 5000 a call
         * @description The platform and administrators. Clauses: PLT-4.
         */
        post: operations["replayWebhook"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/push-key": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The key a browser subscribes with (RFC 8292), the same for everybody
         * @description Nobody need sign in. Clauses: GRP-7.
         */
        get: operations["getPushKey"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/users/{userId}/push-subscriptions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Browsers of a user that get pushes, the one that was seen last first
         * @description The user himself, the platform and administrators. Clauses: GRP-7.
         */
        get: operations["listPushDevices"];
        /**
         * This browser wants pushes (its PushSubscription); the same again is the same as once, and takes it from whoever signed in on it before
         * @description The user himself, the platform and administrators. Clauses: GRP-7.
         */
        put: operations["putPushDevice"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/users/{userId}/push-settings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What a user wants to be told when he is not looking, and when not
         * @description The user himself, the platform and administrators. Clauses: GRP-7.
         */
        get: operations["getPushSettings"];
        /**
         * Changes what is named; what is not stays. `quiet: null` ends quiet hours
         * @description The user himself, the platform and administrators. Clauses: GRP-7.
         */
        put: operations["putPushSettings"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/users/{userId}/push-subscriptions/{deviceId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * A browser gets no more pushes
         * @description The user himself, the platform and administrators. Clauses: GRP-7.
         */
        delete: operations["deletePushDevice"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/users/{userId}/push-settings/clubs/{ownerId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * What is different for one club; `{}`: nothing is
         * @description The user himself, the platform and administrators. Clauses: GRP-7.
         */
        put: operations["putClubPushSettings"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/users/{userId}/groups/{groupId}/silence": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * A silent group pushes its member nothing but notices
         * @description The user himself, the platform and administrators. Clauses: GRP-7.
         */
        put: operations["putGroupSilence"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/clubs/{ownerId}/coupon-codes/{code}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Whose coupon a code is, and whether it can be used now
         * @description The club's owner, his staff with `benefits`, the platform and administrators. Clauses: BEN-6.
         */
        get: operations["getCouponCode"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/clubs/{ownerId}/benefits/{benefitId}/issues": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Issues of a coupon with how far they are, newest first
         * @description The club's owner, his staff with `benefits`, the platform and administrators. Clauses: BEN-13.
         */
        get: operations["listIssues"];
        put?: never;
        /**
         * Give a coupon straight to the members of some levels, once ever each; done piece by piece
         * @description The club's owner, his staff with `benefits`, the platform and administrators. Clauses: BEN-13, BEN-4, BEN-5.
         */
        post: operations["postIssue"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/clubs/{ownerId}/benefits/{benefitId}/issues/{issueId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * How far an issue is
         * @description The club's owner, his staff with `benefits`, the platform and administrators. Clauses: BEN-13.
         */
        get: operations["getIssue"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/clubs/{ownerId}/members/{userId}/honours": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The honours of a member that a live room plays: of each kind the one claimed last
         * @description The user himself, the club's owner, his staff with `benefits`, the platform and administrators. Clauses: BEN-1.
         */
        get: operations["getHonours"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/entitlements/{entitlementId}/reserve": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Hold a coupon for an order, and see what it takes off; the same call again gives the same answer
         * @description Everyone who is signed in. Clauses: BEN-6.
         */
        post: operations["postReservation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/entitlements/{entitlementId}/confirm": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * The order is paid: the coupon is used
         * @description Everyone who is signed in. Clauses: BEN-6.
         */
        post: operations["postConfirmation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/entitlements/{entitlementId}/release": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * The order will not be paid: the coupon is free again
         * @description Everyone who is signed in. Clauses: BEN-6.
         */
        post: operations["postRelease"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/entitlements/{entitlementId}/redeem": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Reserve and confirm in one call, for an order that is paid already
         * @description Everyone who is signed in. Clauses: BEN-6.
         */
        post: operations["postRedemption"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/clubs/{ownerId}/coupon-codes/{code}/redeem": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Use a coupon by the code that a customer shows, for platforms that redeem elsewhere
         * @description The club's owner, his staff with `benefits`, the platform and administrators. Clauses: BEN-6.
         */
        post: operations["postCodeRedemption"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/campaigns/{campaignId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A campaign, with what the asking fan still lacks, and its proof
         * @description Everyone who is signed in. Clauses: BEN-7, BEN-10.
         */
        get: operations["getCampaign"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change a campaign that has not begun; judged anew as a whole
         * @description Everyone who is signed in. Clauses: BEN-7.
         */
        patch: operations["patchCampaign"];
        trace?: never;
    };
    "/v1/clubs/{ownerId}/campaigns": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Campaigns of a club, newest first; what is planned or called off only for the owner
         * @description Everyone who is signed in. Clauses: BEN-7, BEN-10.
         */
        get: operations["listCampaigns"];
        put?: never;
        /**
         * Make a lucky bag, a draw, a free order, a wish list or an exchange for points; without `startsAt` it begins at once and cannot be changed any more
         * @description The club's owner, his staff with `benefits`, the platform and administrators. Clauses: BEN-7, BEN-10.
         */
        post: operations["postCampaign"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/campaigns/{campaignId}/winners": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Every winner, by prize; orders, and who exchanged what, only for the owner
         * @description Everyone who is signed in. Clauses: BEN-7, BEN-10.
         */
        get: operations["listCampaignWinners"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/campaigns/{campaignId}/wishes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * How many wished for each prize (wish list) or took it (exchange)
         * @description Everyone who is signed in. Clauses: BEN-10.
         */
        get: operations["getCampaignWishes"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/campaigns/{campaignId}/result": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What came of a campaign: who took part, who joined for it, who won, what the prizes were worth, and the orders of those who took part within 7 days after it
         * @description Everyone who is signed in. Clauses: BEN-7, BEN-12.
         */
        get: operations["getCampaignResult"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/draws/{campaignId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The public record of a draw, for anyone to recompute: the seed’s hash from the start, the entries once they are closed, seed and winners once it is drawn
         * @description Nobody need sign in. Clauses: BEN-7.
         */
        get: operations["getDraw"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/campaigns/{campaignId}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Call off a campaign that has not begun
         * @description Everyone who is signed in. Clauses: BEN-7.
         */
        post: operations["cancelCampaign"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/campaigns/{campaignId}/entries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Take part, once; again: the same answer. What is still missing comes as `missing` of `condition_missing`
         * @description Everyone who is signed in. Clauses: BEN-7, BEN-10.
         */
        post: operations["postCampaignEntry"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/campaigns/{campaignId}/winners/{entry}/delivered": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Note that a winner, or who exchanged points for it, got his prize, or take that back
         * @description Everyone who is signed in. Clauses: BEN-7, BEN-10.
         */
        put: operations["putCampaignWinnerDelivered"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/owners/{ownerId}/budget": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What an owner can spend on red packets and benefits, what open packets hold, what went to users
         * @description The club's owner, his staff with `benefits`, the platform and administrators. Clauses: BEN-8.
         */
        get: operations["getBudget"];
        put?: never;
        /**
         * Money was paid in for an owner: the platform says so, since nobody makes his own; in a sandbox the owner may try it out
         * @description The club's owner, his staff with `benefits`, the platform and administrators. Clauses: BEN-8.
         */
        post: operations["postBudget"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/owners/{ownerId}/budget/ledger": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The owner’s books: every posting on budget and held with the balance afterwards, newest first
         * @description The club's owner, his staff with `benefits`, the platform and administrators. Clauses: BEN-8.
         */
        get: operations["listBudgetLedger"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/users/{userId}/balance": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What a user has from red packets of all owners, by currency
         * @description The user himself, the platform and administrators. Clauses: BEN-8.
         */
        get: operations["getBalance"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/users/{userId}/payouts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A user’s pay-outs, newest first
         * @description The user himself, the platform and administrators. Clauses: BEN-8.
         */
        get: operations["listUserPayouts"];
        put?: never;
        /**
         * Ask for money of a balance to be paid out; the platform is told and decides
         * @description The user himself, the platform and administrators. Clauses: BEN-8.
         */
        post: operations["postPayout"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/payouts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Pay-outs of all users, the oldest first: what the platform is to pay
         * @description The platform and administrators. Clauses: BEN-8.
         */
        get: operations["listPayouts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/payouts/{payoutId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One pay-out
         * @description The platform and administrators. Clauses: BEN-8.
         */
        get: operations["getPayout"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/owners/{ownerId}/budget/withdrawals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Money that is not held was paid back to an owner: the platform says so; in a sandbox the owner may try it out
         * @description The club's owner, his staff with `benefits`, the platform and administrators. Clauses: BEN-8.
         */
        post: operations["postBudgetWithdrawal"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/payouts/{payoutId}/decision": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * How a pay-out went: done, with a reference, or failed, with a reason: then the balance has the money again
         * @description The platform and administrators. Clauses: BEN-8.
         */
        post: operations["postPayoutDecision"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/red-packets/{packetId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A red packet: claimed + remaining + returned = total, with its newest claims
         * @description Everyone who is signed in. Clauses: BEN-8.
         */
        get: operations["getRedPacket"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/red-packets/{packetId}/claims": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Who took how much of a red packet, newest first
         * @description Everyone who is signed in. Clauses: BEN-8.
         */
        get: operations["listRedPacketClaims"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/red-packets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Red packets of an owner or a session, newest first, without their claims; a fan sees what he took
         * @description Everyone who is signed in. Clauses: BEN-8.
         */
        get: operations["listRedPackets"];
        put?: never;
        /**
         * Open a red packet: equal or lucky shares, for all present, from a level or tier, or for a group, where it is posted; what nobody takes returns after 24 hours
         * @description Everyone who is signed in. Clauses: BEN-8, GRP-8.
         */
        post: operations["postRedPacket"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/red-packets/{packetId}/results": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What came of a red packet: what was taken, and the orders of those who took a share within 7 days after it
         * @description Everyone who is signed in. Clauses: BEN-12.
         */
        get: operations["getRedPacketResults"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/red-packets/{packetId}/claim": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Take a share; the platform’s own call says that the user is present
         * @description Everyone who is signed in. Clauses: BEN-8.
         */
        post: operations["postRedPacketClaim"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/clubs/{ownerId}/members/{userId}/points": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A member’s spendable points: earned with intimacy, spent without it
         * @description The user himself, the club's owner, his staff with `benefits`, the platform and administrators. Clauses: BEN-10.
         */
        get: operations["getPoints"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/clubs/{ownerId}/members/{userId}/points/ledger": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Why a member has his spendable points, newest first; what he earned is added up each time somebody looks
         * @description The user himself, the club's owner, his staff with `benefits`, the platform and administrators. Clauses: BEN-10.
         */
        get: operations["listPoints"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/clubs/{ownerId}/members/{userId}/points/grants": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Give a member spendable points, with a reason; intimacy is not touched
         * @description The club's owner, his staff with `benefits`, the platform and administrators. Clauses: BEN-10.
         */
        post: operations["postPointsGrant"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/clubs/{ownerId}/groups": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Groups of an owner with gates and free seats; to a fan with what he lacks and where he sits
         * @description Everyone who is signed in. Clauses: GRP-5, GRP-12.
         */
        get: operations["listGroups"];
        put?: never;
        /**
         * Make a fan group; a sub-account that makes one becomes its super admin, a club’s key runs it without being one
         * @description The club's owner, his staff with `groups`, the platform and administrators. Clauses: GRP-1, GRP-3, GRP-4, GRP-9.
         */
        post: operations["postGroup"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/groups/{groupId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A group: gate, notice, seats
         * @description Everyone who is signed in. Clauses: GRP-3, GRP-12.
         */
        get: operations["getGroup"];
        put?: never;
        post?: never;
        /**
         * Close a group for good: its seats are given up, and what was said there only the owner’s side reads on; the main account alone
         * @description Everyone who is signed in. Clauses: GRP-1, GRP-9.
         */
        delete: operations["deleteGroup"];
        options?: never;
        head?: never;
        /**
         * Change name, gate, notice or auto-reply for all its sub-groups; a changed gate binds newcomers only, a new notice is posted
         * @description Everyone who is signed in. Clauses: GRP-3, GRP-4, GRP-7.
         */
        patch: operations["patchGroup"];
        trace?: never;
    };
    "/v1/groups/{groupId}/sub-groups": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Sub-groups opened so far, by number, with their members counted
         * @description Everyone who is signed in. Clauses: GRP-2.
         */
        get: operations["listSubGroups"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/groups/{groupId}/admins": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Super admins of a group, longest first
         * @description Everyone who is signed in. Clauses: GRP-9.
         */
        get: operations["listGroupAdmins"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/groups/{groupId}/admins/{staffId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Appoint a sub-account super admin; the main account alone
         * @description Everyone who is signed in. Clauses: GRP-9.
         */
        put: operations["putGroupAdmin"];
        post?: never;
        /**
         * A sub-account is super admin no more; the main account alone
         * @description Everyone who is signed in. Clauses: GRP-9.
         */
        delete: operations["deleteGroupAdmin"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/groups/{groupId}/members": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Members by sub-group, longest first, with tier and badge; a fan sees those of his own sub-group
         * @description Everyone who is signed in. Clauses: GRP-11, BADGE-7.
         */
        get: operations["listGroupMembers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/clubs/{ownerId}/members/{userId}/groups": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Where a member sits in the owner’s groups, since when, and whether he is muted there
         * @description The club's owner, his staff with `groups`, the platform and administrators. Clauses: GRP-2, GRP-9.
         */
        get: operations["listMemberGroups"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/groups/{groupId}/removals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Who was removed and may not join, newest first
         * @description Everyone who is signed in. Clauses: GRP-9.
         */
        get: operations["listGroupRemovals"];
        put?: never;
        /**
         * Remove a member: his seat ends, and he may not join again until that is lifted
         * @description Everyone who is signed in. Clauses: GRP-9.
         */
        post: operations["postGroupRemoval"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/groups/{groupId}/members/{userId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Join: the lowest-numbered sub-group with a free seat; joining twice is the same as once
         * @description The user himself, the platform and administrators. Clauses: GRP-2, GRP-4, GRP-5, GRP-6.
         */
        put: operations["putGroupMember"];
        post?: never;
        /**
         * Leave a group
         * @description The user himself, the platform and administrators. Clauses: GRP-2.
         */
        delete: operations["deleteGroupMember"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/groups/{groupId}/removals/{userId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Let somebody who was removed join again
         * @description Everyone who is signed in. Clauses: GRP-9.
         */
        delete: operations["deleteGroupRemoval"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/groups/{groupId}/messages": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What one member sees, in order: all that was said to him since he joined; `after` goes on, `before` goes back, else the newest. The owner’s side sees a group or one sub-group
         * @description Everyone who is signed in. Clauses: GRP-6, GRP-10, GRP-11.
         */
        get: operations["listGroupMessages"];
        put?: never;
        /**
         * Say something: the owner’s side to one sub-group, the group or all groups, a fan to his own sub-group
         * @description Everyone who is signed in. Clauses: GRP-8, GRP-10.
         */
        post: operations["postGroupMessage"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/users/{userId}/groups": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Groups a user sits in with what he has not read and what was said last, the one that last spoke first
         * @description The user himself, the platform and administrators. Clauses: GRP-7.
         */
        get: operations["listUserGroups"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/groups/{groupId}/read": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * A member has read up to a number; opening a group counts for the daily task
         * @description Everyone who is signed in. Clauses: GRP-5, GRP-7.
         */
        post: operations["postGroupRead"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/groups/{groupId}/messages/{messageId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Take a message back: the owner’s side any, a fan his own; its place stays
         * @description Everyone who is signed in. Clauses: GRP-9.
         */
        delete: operations["deleteGroupMessage"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/groups/{groupId}/mutes/{userId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * He reads and does not write, until an instant or until it is lifted
         * @description Everyone who is signed in. Clauses: GRP-9.
         */
        put: operations["putGroupMute"];
        post?: never;
        /**
         * He writes again
         * @description Everyone who is signed in. Clauses: GRP-9.
         */
        delete: operations["deleteGroupMute"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/groups/{groupId}/media": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send a picture, a screenshot or a video as bytes, then name it in a message; what it is is found by decoding it. One that stands in no message is gone after a day
         * @description Everyone who is signed in. Clauses: GRP-8.
         */
        post: operations["postGroupMedia"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/media-limits": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Which pictures and videos can be sent to groups here
         * @description Everyone who is signed in. Clauses: GRP-8.
         */
        get: operations["getMediaLimits"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/polls/{pollId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A poll or call as a member, or the owner’s side, sees it
         * @description Everyone who is signed in. Clauses: GRP-8.
         */
        get: operations["getPoll"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/polls/{pollId}/options": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Every suggestion of a call, the most backed first or the newest; where counts are not shown yet, the newest
         * @description Everyone who is signed in. Clauses: GRP-8.
         */
        get: operations["listPollOptions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/polls/{pollId}/results": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Who chose what, by the level and tier each had when he voted: for the owner’s side; nobody is named
         * @description Everyone who is signed in. Clauses: GRP-8.
         */
        get: operations["getPollResults"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/polls/{pollId}/votes/{userId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * All that a member chooses, instead of what he chose before; none takes his vote back
         * @description Everyone who is signed in. Clauses: GRP-8.
         */
        put: operations["putPollVote"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/polls/{pollId}/suggestions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Answer a call for topics or music; others may back it
         * @description Everyone who is signed in. Clauses: GRP-8.
         */
        post: operations["postPollSuggestion"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/polls/{pollId}/close": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * End a poll or call at once; ended it stays as it is
         * @description Everyone who is signed in. Clauses: GRP-8.
         */
        post: operations["postPollClose"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/polls/{pollId}/picks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * The options that the owner picks, shown as such; also once the poll or call is over
         * @description Everyone who is signed in. Clauses: GRP-8.
         */
        put: operations["putPollPicks"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/polls/{pollId}/suggestions/{option}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Take a suggestion away: the owner’s side any, a fan his own while the call is open
         * @description Everyone who is signed in. Clauses: GRP-8, GRP-9.
         */
        delete: operations["deletePollSuggestion"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/review-calls/{reviewCallId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A rewarded review as a member, or the owner’s side, sees it
         * @description Everyone who is signed in. Clauses: GRP-8.
         */
        get: operations["getReviewCall"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/review-calls/{reviewCallId}/close": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Reward nobody for a review written from now on
         * @description Everyone who is signed in. Clauses: GRP-8.
         */
        post: operations["postReviewCallClose"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/groups/{groupId}/phrases": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Pass-phrases of a group, newest first, with who came by them counted
         * @description Everyone who is signed in. Clauses: GRP-5.
         */
        get: operations["listGroupPhrases"];
        put?: never;
        /**
         * Make a pass-phrase to paste in a comment or message: it opens the joining page until it expires
         * @description Everyone who is signed in. Clauses: GRP-5.
         */
        post: operations["postGroupPhrase"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/group-phrases/{phrase}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The group that a pass-phrase opens
         * @description Everyone who is signed in. Clauses: GRP-5.
         */
        get: operations["getGroupPhrase"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/groups/{groupId}/phrases/{phrase}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Revoke a pass-phrase at once
         * @description Everyone who is signed in. Clauses: GRP-5.
         */
        delete: operations["deleteGroupPhrase"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/clubs/{ownerId}/groups/rates": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * How much each group speaks and buys in a window: speakers ÷ members, buyers ÷ members; groups behind level and tier against the others. Members: who sat there at the window’s end
         * @description The club's owner, his staff with `groups`, the platform and administrators. Clauses: GRP-13.
         */
        get: operations["getGroupRates"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/reports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Reported messages of all owners: those that wait, the oldest first; those decided, the newest first
         * @description Reviewers, the platform and administrators. Clauses: GRP-9.
         */
        get: operations["listReports"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/clubs/{ownerId}/reports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Reported messages of fans in an owner’s groups; a sub-account sees the groups it runs
         * @description The club's owner, his staff with `groups`, the platform and administrators. Clauses: GRP-9.
         */
        get: operations["listOwnerReports"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/reports/{caseId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A reported message with what was said around it and why it was reported
         * @description Everyone who is signed in. Clauses: GRP-9.
         */
        get: operations["getReport"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/users/{userId}/reports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What a user reported, the newest first, with what came of it
         * @description The user himself, the platform and administrators. Clauses: GRP-9.
         */
        get: operations["listUserReports"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/groups/{groupId}/messages/{messageId}/reports/{userId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * A member reports a message, once: reporting again changes nothing and tells what came of it
         * @description Everyone who is signed in. Clauses: GRP-9.
         */
        put: operations["putGroupReport"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/reports/{caseId}/decision": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Dismiss a report, or delete the message; mute or remove who wrote it. Reporters are told; the owner’s side decides on his fans’ messages
         * @description Everyone who is signed in. Clauses: GRP-9.
         */
        post: operations["postReportDecision"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/moderation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What no message may hold, whoever says it: the platform’s list of words, its hosts
         * @description Reviewers, the platform and administrators. Clauses: GRP-8, GRP-9.
         */
        get: operations["getModeration"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change what no message may hold; `version` is the one that was read
         * @description Reviewers, the platform and administrators. Clauses: GRP-8, GRP-9.
         */
        patch: operations["patchModeration"];
        trace?: never;
    };
    "/v1/moderation/words": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Words of the platform’s list
         * @description Reviewers, the platform and administrators. Clauses: GRP-8, GRP-9.
         */
        get: operations["listModerationWords"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/clubs/{ownerId}/moderation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What fans may not say in an owner’s groups: words, links, contacts
         * @description The club's owner, his staff with `groups`, the platform and administrators. Clauses: GRP-8, GRP-9.
         */
        get: operations["getOwnerModeration"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change what fans may not say in an owner’s groups; `version` is the one that was read
         * @description The club's owner, his staff with `groups`, the platform and administrators. Clauses: GRP-8, GRP-9.
         */
        patch: operations["patchOwnerModeration"];
        trace?: never;
    };
    "/v1/clubs/{ownerId}/moderation/words": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Words of an owner’s list
         * @description The club's owner, his staff with `groups`, the platform and administrators. Clauses: GRP-8, GRP-9.
         */
        get: operations["listOwnerModerationWords"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/clubs/{ownerId}/group-desk": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The owner’s side of open groups: what may be made yet, which of them the asking account runs, where something is said
         * @description The club's owner, his staff with `groups`, the platform and administrators. Clauses: GRP-1, GRP-9.
         */
        get: operations["getGroupDesk"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/clubs/{ownerId}/group-posts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What the owner’s side composed: planned, what is sent next first; or done, the last first, with what became of each place
         * @description The club's owner, his staff with `groups`, the platform and administrators. Clauses: GRP-8, GRP-10.
         */
        get: operations["listGroupPosts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/clubs/{ownerId}/group-posts/{postId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One post of the owner’s side, with who has read it
         * @description The club's owner, his staff with `groups`, the platform and administrators. Clauses: GRP-7, GRP-10.
         */
        get: operations["getGroupPost"];
        /**
         * Compose once for one or several groups, or all: sent now, or at `sendAt`; a planned post is changed by the same call, asked for twice it is one
         * @description The club's owner, his staff with `groups`, the platform and administrators. Clauses: GRP-8, GRP-9, GRP-10.
         */
        put: operations["putGroupPost"];
        post?: never;
        /**
         * Withdraw a planned post; twice is the same as once
         * @description The club's owner, his staff with `groups`, the platform and administrators. Clauses: GRP-9, GRP-10.
         */
        delete: operations["deleteGroupPost"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/links/{linkId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A link, to those who take or took part and to the owner’s side
         * @description Everyone who is signed in. Clauses: GRP-8.
         */
        get: operations["getLink"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/users/{userId}/link": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The link that a fan is in or rung by, and where he asks for one
         * @description The user himself, the platform and administrators. Clauses: GRP-8.
         */
        get: operations["getUserLink"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/clubs/{ownerId}/link": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The link in which an owner is now
         * @description The club's owner, his staff with `groups`, the platform and administrators. Clauses: GRP-8.
         */
        get: operations["getClubLink"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/groups/{groupId}/links": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * The owner’s side calls one or two members: their phones ring for 30 seconds
         * @description Everyone who is signed in. Clauses: GRP-8.
         */
        post: operations["postLink"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/links/{linkId}/invitations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Call one more member of the group into a link
         * @description Everyone who is signed in. Clauses: GRP-8.
         */
        post: operations["postLinkInvitation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/links/{linkId}/join": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Answer a link that rings, or come back to one; the device that came last has the place
         * @description Everyone who is signed in. Clauses: GRP-8.
         */
        post: operations["postLinkJoin"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/links/{linkId}/leave": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Decline a link that rings, or hang up; the owner’s side ends it for all
         * @description Everyone who is signed in. Clauses: GRP-8.
         */
        post: operations["postLinkLeave"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/links/{linkId}/parties/{party}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Call a ring off, or send a fan out; the owner’s side alone
         * @description Everyone who is signed in. Clauses: GRP-8, GRP-9.
         */
        delete: operations["deleteLinkParty"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/links/{linkId}/presence": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * A device is still there: every 15 seconds; who is not heard of for 60 is out
         * @description Everyone who is signed in. Clauses: GRP-8.
         */
        post: operations["postLinkPresence"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/groups/{groupId}/link-requests/{userId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * A member asks to be called; twice is the same as once
         * @description The user himself, the platform and administrators. Clauses: GRP-8.
         */
        put: operations["putLinkRequest"];
        post?: never;
        /**
         * He asks no more; the owner’s side passes him over
         * @description Everyone who is signed in. Clauses: GRP-8.
         */
        delete: operations["deleteLinkRequest"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/groups/{groupId}/link-requests": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Who asks to be called in a group, longest first; the owner’s side alone
         * @description Everyone who is signed in. Clauses: GRP-8.
         */
        get: operations["listLinkRequests"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/clubs/{ownerId}/link-requests": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Who asks to be called in any group of an owner, longest first; to a sub-account those of the groups it runs
         * @description The club's owner, his staff with `groups`, the platform and administrators. Clauses: GRP-8.
         */
        get: operations["listClubLinkRequests"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/links/{linkId}/signals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Signals for a device after the last one it read, in order; the live stream says when there are some
         * @description Everyone who is signed in. Clauses: GRP-8.
         */
        get: operations["getLinkSignals"];
        put?: never;
        /**
         * Send offers, answers and candidates to another party, in order; what was taken before is not taken again
         * @description Everyone who is signed in. Clauses: GRP-8.
         */
        post: operations["postLinkSignals"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/clubs/{ownerId}/service/threads": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The desk’s inbox by view: unassigned, mine, all, waiting (longest first), resolved; else who spoke last comes first; `q` finds a user
         * @description The club's owner, his staff with `service`, the platform and administrators. Clauses: GRP-14.
         */
        get: operations["listServiceThreads"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/clubs/{ownerId}/service/threads/{userId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A thread: to its fan with the desk’s hours, empty where nothing was said yet; to the desk as its inbox shows it
         * @description The user himself, the club's owner, his staff with `service`, the platform and administrators. Clauses: GRP-14.
         */
        get: operations["getServiceThread"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/clubs/{ownerId}/service/threads/{userId}/messages": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Messages of a thread, oldest first: `after` goes on, `before` goes back, else the newest; notes and deeds are the desk’s alone
         * @description The user himself, the club's owner, his staff with `service`, the platform and administrators. Clauses: GRP-14.
         */
        get: operations["listServiceMessages"];
        put?: never;
        /**
         * A fan writes to an owner’s service desk, or the desk to him; sent again under its sendId it is said once
         * @description The user himself, the club's owner, his staff with `service`, the platform and administrators. Clauses: GRP-14.
         */
        post: operations["postServiceMessage"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/clubs/{ownerId}/service/threads/{userId}/card": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Who a fan is, for the desk: level, badge, last orders, benefits in hand, notes
         * @description The club's owner, his staff with `service`, the platform and administrators. Clauses: GRP-14.
         */
        get: operations["getServiceCard"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/clubs/{ownerId}/service/threads/{userId}/orders": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A fan’s last orders with an owner: what he, or the desk, may name in a thread
         * @description The user himself, the club's owner, his staff with `service`, the platform and administrators. Clauses: GRP-14.
         */
        get: operations["listServiceOrders"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/users/{userId}/service-threads": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A user’s private messages with owners’ service desks, the one that last spoke first, with what he has not read
         * @description The user himself, the platform and administrators. Clauses: GRP-14.
         */
        get: operations["listUserServiceThreads"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/clubs/{ownerId}/service/threads/{userId}/read": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * The fan, or the desk, has read a thread up to a number; reading less than before moves nothing
         * @description The user himself, the club's owner, his staff with `service`, the platform and administrators. Clauses: GRP-14.
         */
        post: operations["postServiceRead"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/clubs/{ownerId}/service/threads/{userId}/assignment": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Gives a thread to a sub-account, takes it, or releases it; `expected` lets one of two that take it at once win
         * @description The club's owner, his staff with `service`, the platform and administrators. Clauses: GRP-14.
         */
        put: operations["putServiceAssignment"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/clubs/{ownerId}/service/threads/{userId}/resolve": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Closes a thread until its fan writes again; refused where he wrote after what the desk saw
         * @description The club's owner, his staff with `service`, the platform and administrators. Clauses: GRP-14.
         */
        post: operations["postServiceResolve"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/clubs/{ownerId}/service/threads/{userId}/reopen": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Opens a resolved thread again
         * @description The club's owner, his staff with `service`, the platform and administrators. Clauses: GRP-14.
         */
        post: operations["postServiceReopen"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/clubs/{ownerId}/service/threads/{userId}/block": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * The fan may not write to this desk until it is lifted
         * @description The club's owner, his staff with `service`, the platform and administrators. Clauses: GRP-14.
         */
        put: operations["putServiceBlock"];
        post?: never;
        /**
         * The fan may write again
         * @description The club's owner, his staff with `service`, the platform and administrators. Clauses: GRP-14.
         */
        delete: operations["deleteServiceBlock"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/clubs/{ownerId}/service/settings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Service hours, what is said outside them, whether waiting fans are assigned by themselves
         * @description The club's owner, his staff with `service`, the platform and administrators. Clauses: GRP-14.
         */
        get: operations["getServiceSettings"];
        /**
         * Service hours, what is said outside them, whether waiting fans are assigned by themselves
         * @description The club's owner, his staff with `service`, the platform and administrators. Clauses: GRP-14.
         */
        put: operations["putServiceSettings"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/clubs/{ownerId}/service/agents": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Who answers at the desk: the owner, his sub-accounts with the permission, whoever has open threads; with who is on duty
         * @description The club's owner, his staff with `service`, the platform and administrators. Clauses: GRP-14.
         */
        get: operations["listServiceAgents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/clubs/{ownerId}/service/quick-replies": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Quick replies of the desk, by shortcut
         * @description The club's owner, his staff with `service`, the platform and administrators. Clauses: GRP-14.
         */
        get: operations["listQuickReplies"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/clubs/{ownerId}/service/agents/{agentId}/duty": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * On duty, or off it: who is on duty is given waiting fans where they are assigned by themselves
         * @description The club's owner, his staff with `service`, the platform and administrators. Clauses: GRP-14.
         */
        put: operations["putServiceDuty"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/clubs/{ownerId}/service/quick-replies/{replyId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * A quick reply, new or changed, under an id that the caller chose; {name} and {order} stand for the fan’s
         * @description The club's owner, his staff with `service`, the platform and administrators. Clauses: GRP-14.
         */
        put: operations["putQuickReply"];
        post?: never;
        /**
         * Takes a quick reply away
         * @description The club's owner, his staff with `service`, the platform and administrators. Clauses: GRP-14.
         */
        delete: operations["deleteQuickReply"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/clubs/{ownerId}/service/reply-times": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * How long fans wait for an answer: from the first message that stood unanswered to the desk’s next, an auto-reply not counted; in all, by who answered, by day
         * @description The club's owner, his staff with `service`, the platform and administrators. Clauses: GRP-14, SUP-7.
         */
        get: operations["getServiceReplyTimes"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sandbox/clock": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What the sandbox clock shows
         * @description Everyone who is signed in. Clauses: PLT-5.
         */
        get: operations["getSandboxClock"];
        /**
         * Move the sandbox clock forward; what falls due on the way is done, in order, before the answer
         * @description The platform and administrators. Clauses: PLT-5.
         */
        put: operations["putSandboxClock"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * One CloudEvent or a batch of up to 5 000; answers after the commit, results in the order sent
         * @description The platform and administrators. Clauses: TASK-10, PLT-2.
         */
        post: operations["sendEvents"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tokens": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * A short-lived token for one subject: any by the platform, staff of his own club by an owner
         * @description Everyone who is signed in. Clauses: PLT-1.
         */
        post: operations["makeToken"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/me": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Who the caller is and what he may see
         * @description Everyone who is signed in. Clauses: PLT-1.
         */
        get: operations["getMe"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/auth/ways": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * How people can sign in here
         * @description Nobody need sign in. Clauses: PLT-1.
         */
        get: operations["getSignInWays"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/auth/invitation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * What an invitation offers, before it is accepted
         * @description Nobody need sign in. Clauses: PLT-1.
         */
        post: operations["readInvitation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/auth/accept": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Makes an account out of an invitation and signs in
         * @description Nobody need sign in. Clauses: PLT-1.
         */
        post: operations["acceptInvitation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/auth/sign-in": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Signs in with login and password; the session is a cookie that scripts cannot read
         * @description Nobody need sign in. Clauses: PLT-1.
         */
        post: operations["signIn"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/auth/sign-out": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Ends the browser’s session, and with it its tokens
         * @description Nobody need sign in. Clauses: PLT-1.
         */
        post: operations["signOut"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/auth/token": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * A bearer of 10 minutes for the browser’s session
         * @description Nobody need sign in. Clauses: PLT-1.
         */
        post: operations["makeSessionToken"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/auth/password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Changes one’s own password and ends one’s other sessions
         * @description Everyone who is signed in. Clauses: PLT-1.
         */
        post: operations["changePassword"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/auth/oidc/start": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Sends the browser to the identity provider
         * @description Nobody need sign in. Clauses: PLT-1.
         */
        get: operations["startOidc"];
        put?: never;
        /**
         * Where to send the browser to accept an invitation through the identity provider
         * @description Nobody need sign in. Clauses: PLT-1.
         */
        post: operations["startOidcInvitation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/auth/oidc/callback": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Where the identity provider sends the browser back; signs in and goes on to the console
         * @description Nobody need sign in. Clauses: PLT-1.
         */
        get: operations["finishOidc"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/stream-tickets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * A one-use ticket of 30 seconds that opens the stream from a browser: no token in an address
         * @description Everyone who is signed in. Clauses: PLT-1.
         */
        post: operations["makeStreamTicket"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/stream": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Server-sent events; Last-Event-ID resumes without loss, `event: reset` says to fetch anew
         * @description Everyone who is signed in. Clauses: PLT-1.
         */
        get: operations["openStream"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/media/{mediaId}/{part}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The bytes of a picture or video, whole or by Range, by a signed link: it stands in the view of a message, for who may read that, and ends after 6 to 12 hours
         * @description Nobody need sign in. Clauses: GRP-8.
         */
        get: operations["getMedium"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/healthz": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The process is alive
         * @description Nobody need sign in.
         */
        get: operations["getHealth"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/readyz": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The store answers and the server is not stopping; says how the bus to the other nodes stands
         * @description Nobody need sign in.
         */
        get: operations["getReadiness"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/metrics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Measurements in Prometheus form
         * @description The platform and administrators.
         */
        get: operations["getMetrics"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/openapi.json": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * This document
         * @description Nobody need sign in. Clauses: PLT-3.
         */
        get: operations["getOpenApi"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export interface webhooks {
    "member.joined": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * member.joined
         * @description Sent to the endpoints that asked for this type. See docs/connect/webhooks.md.
         */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description Names the message: the same over every attempt and replay */
                    "webhook-id": string;
                    /** @description When this attempt was made, seconds since 1970 */
                    "webhook-timestamp": string;
                    /** @description Base64 HMAC-SHA256 of `{id}.{timestamp}.{body}`, `v1,` before it; several stand apart by a blank */
                    "webhook-signature": string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["MemberJoinedWebhook"];
                };
            };
            responses: {
                /** @description The endpoint is switched off */
                410: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Received */
                "2XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Sent again later, with growing pauses */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "member.left": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * member.left
         * @description Sent to the endpoints that asked for this type. See docs/connect/webhooks.md.
         */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description Names the message: the same over every attempt and replay */
                    "webhook-id": string;
                    /** @description When this attempt was made, seconds since 1970 */
                    "webhook-timestamp": string;
                    /** @description Base64 HMAC-SHA256 of `{id}.{timestamp}.{body}`, `v1,` before it; several stand apart by a blank */
                    "webhook-signature": string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["MemberLeftWebhook"];
                };
            };
            responses: {
                /** @description The endpoint is switched off */
                410: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Received */
                "2XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Sent again later, with growing pauses */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "member.moved": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * member.moved
         * @description Sent to the endpoints that asked for this type. See docs/connect/webhooks.md.
         */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description Names the message: the same over every attempt and replay */
                    "webhook-id": string;
                    /** @description When this attempt was made, seconds since 1970 */
                    "webhook-timestamp": string;
                    /** @description Base64 HMAC-SHA256 of `{id}.{timestamp}.{body}`, `v1,` before it; several stand apart by a blank */
                    "webhook-signature": string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["MemberMovedWebhook"];
                };
            };
            responses: {
                /** @description The endpoint is switched off */
                410: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Received */
                "2XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Sent again later, with growing pauses */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "session.started": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * session.started
         * @description Sent to the endpoints that asked for this type. See docs/connect/webhooks.md.
         */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description Names the message: the same over every attempt and replay */
                    "webhook-id": string;
                    /** @description When this attempt was made, seconds since 1970 */
                    "webhook-timestamp": string;
                    /** @description Base64 HMAC-SHA256 of `{id}.{timestamp}.{body}`, `v1,` before it; several stand apart by a blank */
                    "webhook-signature": string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["SessionStartedWebhook"];
                };
            };
            responses: {
                /** @description The endpoint is switched off */
                410: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Received */
                "2XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Sent again later, with growing pauses */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "session.ended": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * session.ended
         * @description Sent to the endpoints that asked for this type. See docs/connect/webhooks.md.
         */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description Names the message: the same over every attempt and replay */
                    "webhook-id": string;
                    /** @description When this attempt was made, seconds since 1970 */
                    "webhook-timestamp": string;
                    /** @description Base64 HMAC-SHA256 of `{id}.{timestamp}.{body}`, `v1,` before it; several stand apart by a blank */
                    "webhook-signature": string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["SessionEndedWebhook"];
                };
            };
            responses: {
                /** @description The endpoint is switched off */
                410: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Received */
                "2XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Sent again later, with growing pauses */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "video.published": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * video.published
         * @description Sent to the endpoints that asked for this type. See docs/connect/webhooks.md.
         */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description Names the message: the same over every attempt and replay */
                    "webhook-id": string;
                    /** @description When this attempt was made, seconds since 1970 */
                    "webhook-timestamp": string;
                    /** @description Base64 HMAC-SHA256 of `{id}.{timestamp}.{body}`, `v1,` before it; several stand apart by a blank */
                    "webhook-signature": string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["VideoPublishedWebhook"];
                };
            };
            responses: {
                /** @description The endpoint is switched off */
                410: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Received */
                "2XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Sent again later, with growing pauses */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "mode.announced": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * mode.announced
         * @description Sent to the endpoints that asked for this type. See docs/connect/webhooks.md.
         */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description Names the message: the same over every attempt and replay */
                    "webhook-id": string;
                    /** @description When this attempt was made, seconds since 1970 */
                    "webhook-timestamp": string;
                    /** @description Base64 HMAC-SHA256 of `{id}.{timestamp}.{body}`, `v1,` before it; several stand apart by a blank */
                    "webhook-signature": string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["ModeAnnouncedWebhook"];
                };
            };
            responses: {
                /** @description The endpoint is switched off */
                410: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Received */
                "2XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Sent again later, with growing pauses */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "mode.withdrawn": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * mode.withdrawn
         * @description Sent to the endpoints that asked for this type. See docs/connect/webhooks.md.
         */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description Names the message: the same over every attempt and replay */
                    "webhook-id": string;
                    /** @description When this attempt was made, seconds since 1970 */
                    "webhook-timestamp": string;
                    /** @description Base64 HMAC-SHA256 of `{id}.{timestamp}.{body}`, `v1,` before it; several stand apart by a blank */
                    "webhook-signature": string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["ModeWithdrawnWebhook"];
                };
            };
            responses: {
                /** @description The endpoint is switched off */
                410: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Received */
                "2XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Sent again later, with growing pauses */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "mode.changed": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * mode.changed
         * @description Sent to the endpoints that asked for this type. See docs/connect/webhooks.md.
         */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description Names the message: the same over every attempt and replay */
                    "webhook-id": string;
                    /** @description When this attempt was made, seconds since 1970 */
                    "webhook-timestamp": string;
                    /** @description Base64 HMAC-SHA256 of `{id}.{timestamp}.{body}`, `v1,` before it; several stand apart by a blank */
                    "webhook-signature": string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["ModeChangedWebhook"];
                };
            };
            responses: {
                /** @description The endpoint is switched off */
                410: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Received */
                "2XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Sent again later, with growing pauses */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "review.submitted": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * review.submitted
         * @description Sent to the endpoints that asked for this type. See docs/connect/webhooks.md.
         */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description Names the message: the same over every attempt and replay */
                    "webhook-id": string;
                    /** @description When this attempt was made, seconds since 1970 */
                    "webhook-timestamp": string;
                    /** @description Base64 HMAC-SHA256 of `{id}.{timestamp}.{body}`, `v1,` before it; several stand apart by a blank */
                    "webhook-signature": string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["ReviewSubmittedWebhook"];
                };
            };
            responses: {
                /** @description The endpoint is switched off */
                410: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Received */
                "2XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Sent again later, with growing pauses */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "review.decided": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * review.decided
         * @description Sent to the endpoints that asked for this type. See docs/connect/webhooks.md.
         */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description Names the message: the same over every attempt and replay */
                    "webhook-id": string;
                    /** @description When this attempt was made, seconds since 1970 */
                    "webhook-timestamp": string;
                    /** @description Base64 HMAC-SHA256 of `{id}.{timestamp}.{body}`, `v1,` before it; several stand apart by a blank */
                    "webhook-signature": string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["ReviewDecidedWebhook"];
                };
            };
            responses: {
                /** @description The endpoint is switched off */
                410: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Received */
                "2XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Sent again later, with growing pauses */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "badge.renamed": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * badge.renamed
         * @description Sent to the endpoints that asked for this type. See docs/connect/webhooks.md.
         */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description Names the message: the same over every attempt and replay */
                    "webhook-id": string;
                    /** @description When this attempt was made, seconds since 1970 */
                    "webhook-timestamp": string;
                    /** @description Base64 HMAC-SHA256 of `{id}.{timestamp}.{body}`, `v1,` before it; several stand apart by a blank */
                    "webhook-signature": string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["BadgeRenamedWebhook"];
                };
            };
            responses: {
                /** @description The endpoint is switched off */
                410: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Received */
                "2XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Sent again later, with growing pauses */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "club.changed": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * club.changed
         * @description Sent to the endpoints that asked for this type. See docs/connect/webhooks.md.
         */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description Names the message: the same over every attempt and replay */
                    "webhook-id": string;
                    /** @description When this attempt was made, seconds since 1970 */
                    "webhook-timestamp": string;
                    /** @description Base64 HMAC-SHA256 of `{id}.{timestamp}.{body}`, `v1,` before it; several stand apart by a blank */
                    "webhook-signature": string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["ClubChangedWebhook"];
                };
            };
            responses: {
                /** @description The endpoint is switched off */
                410: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Received */
                "2XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Sent again later, with growing pauses */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "campaign.drawn": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * campaign.drawn
         * @description Sent to the endpoints that asked for this type. See docs/connect/webhooks.md.
         */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description Names the message: the same over every attempt and replay */
                    "webhook-id": string;
                    /** @description When this attempt was made, seconds since 1970 */
                    "webhook-timestamp": string;
                    /** @description Base64 HMAC-SHA256 of `{id}.{timestamp}.{body}`, `v1,` before it; several stand apart by a blank */
                    "webhook-signature": string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["CampaignDrawnWebhook"];
                };
            };
            responses: {
                /** @description The endpoint is switched off */
                410: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Received */
                "2XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Sent again later, with growing pauses */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "benefit.claimed": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * benefit.claimed
         * @description Sent to the endpoints that asked for this type. See docs/connect/webhooks.md.
         */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description Names the message: the same over every attempt and replay */
                    "webhook-id": string;
                    /** @description When this attempt was made, seconds since 1970 */
                    "webhook-timestamp": string;
                    /** @description Base64 HMAC-SHA256 of `{id}.{timestamp}.{body}`, `v1,` before it; several stand apart by a blank */
                    "webhook-signature": string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["BenefitClaimedWebhook"];
                };
            };
            responses: {
                /** @description The endpoint is switched off */
                410: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Received */
                "2XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Sent again later, with growing pauses */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "coupon.redeemed": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * coupon.redeemed
         * @description Sent to the endpoints that asked for this type. See docs/connect/webhooks.md.
         */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description Names the message: the same over every attempt and replay */
                    "webhook-id": string;
                    /** @description When this attempt was made, seconds since 1970 */
                    "webhook-timestamp": string;
                    /** @description Base64 HMAC-SHA256 of `{id}.{timestamp}.{body}`, `v1,` before it; several stand apart by a blank */
                    "webhook-signature": string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["CouponRedeemedWebhook"];
                };
            };
            responses: {
                /** @description The endpoint is switched off */
                410: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Received */
                "2XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Sent again later, with growing pauses */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "coupon.returned": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * coupon.returned
         * @description Sent to the endpoints that asked for this type. See docs/connect/webhooks.md.
         */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description Names the message: the same over every attempt and replay */
                    "webhook-id": string;
                    /** @description When this attempt was made, seconds since 1970 */
                    "webhook-timestamp": string;
                    /** @description Base64 HMAC-SHA256 of `{id}.{timestamp}.{body}`, `v1,` before it; several stand apart by a blank */
                    "webhook-signature": string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["CouponReturnedWebhook"];
                };
            };
            responses: {
                /** @description The endpoint is switched off */
                410: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Received */
                "2XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Sent again later, with growing pauses */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "benefit.issued": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * benefit.issued
         * @description Sent to the endpoints that asked for this type. See docs/connect/webhooks.md.
         */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description Names the message: the same over every attempt and replay */
                    "webhook-id": string;
                    /** @description When this attempt was made, seconds since 1970 */
                    "webhook-timestamp": string;
                    /** @description Base64 HMAC-SHA256 of `{id}.{timestamp}.{body}`, `v1,` before it; several stand apart by a blank */
                    "webhook-signature": string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["BenefitIssuedWebhook"];
                };
            };
            responses: {
                /** @description The endpoint is switched off */
                410: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Received */
                "2XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Sent again later, with growing pauses */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "packet.claimed": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * packet.claimed
         * @description Sent to the endpoints that asked for this type. See docs/connect/webhooks.md.
         */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description Names the message: the same over every attempt and replay */
                    "webhook-id": string;
                    /** @description When this attempt was made, seconds since 1970 */
                    "webhook-timestamp": string;
                    /** @description Base64 HMAC-SHA256 of `{id}.{timestamp}.{body}`, `v1,` before it; several stand apart by a blank */
                    "webhook-signature": string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["PacketClaimedWebhook"];
                };
            };
            responses: {
                /** @description The endpoint is switched off */
                410: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Received */
                "2XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Sent again later, with growing pauses */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "payout.requested": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * payout.requested
         * @description Sent to the endpoints that asked for this type. See docs/connect/webhooks.md.
         */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description Names the message: the same over every attempt and replay */
                    "webhook-id": string;
                    /** @description When this attempt was made, seconds since 1970 */
                    "webhook-timestamp": string;
                    /** @description Base64 HMAC-SHA256 of `{id}.{timestamp}.{body}`, `v1,` before it; several stand apart by a blank */
                    "webhook-signature": string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["PayoutRequestedWebhook"];
                };
            };
            responses: {
                /** @description The endpoint is switched off */
                410: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Received */
                "2XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Sent again later, with growing pauses */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "erasure.requested": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * erasure.requested
         * @description Sent to the endpoints that asked for this type. See docs/connect/webhooks.md.
         */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description Names the message: the same over every attempt and replay */
                    "webhook-id": string;
                    /** @description When this attempt was made, seconds since 1970 */
                    "webhook-timestamp": string;
                    /** @description Base64 HMAC-SHA256 of `{id}.{timestamp}.{body}`, `v1,` before it; several stand apart by a blank */
                    "webhook-signature": string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["ErasureRequestedWebhook"];
                };
            };
            responses: {
                /** @description The endpoint is switched off */
                410: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Received */
                "2XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Sent again later, with growing pauses */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "user.erased": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * user.erased
         * @description Sent to the endpoints that asked for this type. See docs/connect/webhooks.md.
         */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description Names the message: the same over every attempt and replay */
                    "webhook-id": string;
                    /** @description When this attempt was made, seconds since 1970 */
                    "webhook-timestamp": string;
                    /** @description Base64 HMAC-SHA256 of `{id}.{timestamp}.{body}`, `v1,` before it; several stand apart by a blank */
                    "webhook-signature": string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["UserErasedWebhook"];
                };
            };
            responses: {
                /** @description The endpoint is switched off */
                410: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Received */
                "2XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Sent again later, with growing pauses */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "group.joined": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * group.joined
         * @description Sent to the endpoints that asked for this type. See docs/connect/webhooks.md.
         */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description Names the message: the same over every attempt and replay */
                    "webhook-id": string;
                    /** @description When this attempt was made, seconds since 1970 */
                    "webhook-timestamp": string;
                    /** @description Base64 HMAC-SHA256 of `{id}.{timestamp}.{body}`, `v1,` before it; several stand apart by a blank */
                    "webhook-signature": string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["GroupJoinedWebhook"];
                };
            };
            responses: {
                /** @description The endpoint is switched off */
                410: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Received */
                "2XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Sent again later, with growing pauses */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "group.left": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * group.left
         * @description Sent to the endpoints that asked for this type. See docs/connect/webhooks.md.
         */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description Names the message: the same over every attempt and replay */
                    "webhook-id": string;
                    /** @description When this attempt was made, seconds since 1970 */
                    "webhook-timestamp": string;
                    /** @description Base64 HMAC-SHA256 of `{id}.{timestamp}.{body}`, `v1,` before it; several stand apart by a blank */
                    "webhook-signature": string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["GroupLeftWebhook"];
                };
            };
            responses: {
                /** @description The endpoint is switched off */
                410: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Received */
                "2XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Sent again later, with growing pauses */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "group.noticePosted": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * group.noticePosted
         * @description Sent to the endpoints that asked for this type. See docs/connect/webhooks.md.
         */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description Names the message: the same over every attempt and replay */
                    "webhook-id": string;
                    /** @description When this attempt was made, seconds since 1970 */
                    "webhook-timestamp": string;
                    /** @description Base64 HMAC-SHA256 of `{id}.{timestamp}.{body}`, `v1,` before it; several stand apart by a blank */
                    "webhook-signature": string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["GroupNoticePostedWebhook"];
                };
            };
            responses: {
                /** @description The endpoint is switched off */
                410: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Received */
                "2XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Sent again later, with growing pauses */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "group.messagePosted": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * group.messagePosted
         * @description Sent to the endpoints that asked for this type. See docs/connect/webhooks.md.
         */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description Names the message: the same over every attempt and replay */
                    "webhook-id": string;
                    /** @description When this attempt was made, seconds since 1970 */
                    "webhook-timestamp": string;
                    /** @description Base64 HMAC-SHA256 of `{id}.{timestamp}.{body}`, `v1,` before it; several stand apart by a blank */
                    "webhook-signature": string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["GroupMessagePostedWebhook"];
                };
            };
            responses: {
                /** @description The endpoint is switched off */
                410: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Received */
                "2XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Sent again later, with growing pauses */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "webhook.stopped": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * webhook.stopped
         * @description Sent to the endpoints that asked for this type. See docs/connect/webhooks.md.
         */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description Names the message: the same over every attempt and replay */
                    "webhook-id": string;
                    /** @description When this attempt was made, seconds since 1970 */
                    "webhook-timestamp": string;
                    /** @description Base64 HMAC-SHA256 of `{id}.{timestamp}.{body}`, `v1,` before it; several stand apart by a blank */
                    "webhook-signature": string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["WebhookStoppedWebhook"];
                };
            };
            responses: {
                /** @description The endpoint is switched off */
                410: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Received */
                "2XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Sent again later, with growing pauses */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export interface components {
    schemas: {
        AcceptInput: {
            token: string;
            login: string;
            password: string;
            name: string;
        };
        AccountView: {
            accountId: string;
            /** @enum {string} */
            role: "admin" | "reviewer" | "owner" | "staff";
            ownerId: string | null;
            name: string;
            login: string | null;
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            disabledAt: string | null;
        };
        Amount: {
            value: number;
            currency: string;
        };
        ApiKeyInput: {
            name: string;
        };
        ApiKeyMade: {
            keyId: string;
            name: string;
            ownerId: string | null;
            permissions: ("overview" | "members" | "corrections" | "club" | "badge" | "live" | "rooms" | "staff" | "webhooks" | "benefits" | "groups" | "service")[];
            /** Format: date-time */
            createdAt: string;
            createdBy: string;
            key: string;
        };
        ApiKeyView: {
            keyId: string;
            name: string;
            ownerId: string | null;
            permissions: ("overview" | "members" | "corrections" | "club" | "badge" | "live" | "rooms" | "staff" | "webhooks" | "benefits" | "groups" | "service")[];
            /** Format: date-time */
            createdAt: string;
            createdBy: string;
        };
        BadgeNameInput: {
            name: string;
        };
        BadgeRenamedWebhook: {
            /** @constant */
            type: "badge.renamed";
            /** Format: date-time */
            timestamp: string;
            data: {
                ownerId: string;
                name: string;
            };
        };
        BadgeView: {
            name: string;
            lit: boolean;
        };
        BenefitClaimedWebhook: {
            /** @constant */
            type: "benefit.claimed";
            /** Format: date-time */
            timestamp: string;
            data: {
                ownerId: string;
                userId: string;
                benefitId: string;
                entitlementId: string;
                kind: string;
            };
        };
        BenefitIssuedWebhook: {
            /** @constant */
            type: "benefit.issued";
            /** Format: date-time */
            timestamp: string;
            data: {
                ownerId: string;
                userId: string;
                benefitId: string;
                entitlementId: string;
                kind: string;
            };
        };
        CampaignDrawnWebhook: {
            /** @constant */
            type: "campaign.drawn";
            /** Format: date-time */
            timestamp: string;
            data: {
                ownerId: string;
                campaignId: string;
                /** @enum {string} */
                campaignKind: "luckyBag" | "draw" | "freeOrder" | "wishList" | "pointsExchange";
                winnersCount: number;
                winners: {
                    userId: string;
                    prize: number;
                    orderId: string | null;
                    worth: components["schemas"]["Money"];
                }[];
                cost: components["schemas"]["Money"];
            };
        };
        ClockInput: {
            /** Format: date-time */
            now: string;
            rate?: number;
        };
        ClockView: {
            /** Format: date-time */
            now: string;
            rate: number;
        };
        ClubApiKeyInput: {
            name: string;
            permissions: ("overview" | "members" | "corrections" | "club" | "badge" | "live" | "rooms" | "staff" | "webhooks" | "benefits" | "groups" | "service")[];
        };
        ClubChangedWebhook: {
            /** @constant */
            type: "club.changed";
            /** Format: date-time */
            timestamp: string;
            data: {
                ownerId: string;
            };
        };
        ClubView: {
            ownerId: string;
            /** @enum {string} */
            kind: "creator" | "merchant";
            name: string;
            currency: string;
            /** @enum {string} */
            mode: "live" | "shopping";
            badge: {
                name: string;
                pending?: string;
            };
            members: number;
            pendingModeChange?: components["schemas"]["ModeChange"];
            purchaseTask: components["schemas"]["PurchaseTask"];
            ruleSet: {
                version: number;
            };
            timeZone: string;
            live: {
                sessionId: string;
                title: string | null;
                /** Format: date-time */
                startedAt: string;
            } | null;
        };
        CorrectionInput: {
            delta: number;
            reason: string;
            /** @enum {string} */
            mode?: "live" | "shopping";
        };
        CorrectionRow: {
            id: string;
            /** Format: date-time */
            at: string;
            userId: string;
            name: string | null;
            /** @enum {string} */
            mode: "live" | "shopping";
            delta: number;
            balance: number;
            shortfall: number;
            reason: string;
            by: string;
        };
        CouponRedeemedWebhook: {
            /** @constant */
            type: "coupon.redeemed";
            /** Format: date-time */
            timestamp: string;
            data: {
                ownerId: string;
                userId: string;
                benefitId: string;
                entitlementId: string;
                orderId: string;
                off: components["schemas"]["Money"];
            };
        };
        CouponReturnedWebhook: {
            /** @constant */
            type: "coupon.returned";
            /** Format: date-time */
            timestamp: string;
            data: {
                ownerId: string;
                userId: string;
                benefitId: string;
                entitlementId: string;
                orderId: string;
            };
        };
        DayFigures: {
            /** Format: date */
            businessDay: string;
            joins: number;
            leaves: number;
            active: number;
            earned: number;
            taken: number;
            orders: number;
            sales: number;
            memberOrders: number;
            memberSales: number;
            refunds: number;
        };
        DecisionInput: {
            approve: boolean;
            reason?: string;
        };
        DeliveryList: {
            items: components["schemas"]["DeliveryView"][];
            nextCursor: null;
        };
        DeliveryView: {
            deliveryId: string;
            /** Format: date-time */
            receivedAt: string;
            /** @enum {string} */
            status: "accepted" | "pending" | "unavailable" | "unreadable" | "refused";
            note: string | null;
            codes: {
                [key: string]: number;
            };
            headers: {
                [key: string]: string;
            };
            body: string;
            bodyBytes: number;
            truncated: boolean;
        };
        Done: {
            /** @constant */
            done: true;
        };
        ErasureRequestedWebhook: {
            /** @constant */
            type: "erasure.requested";
            /** Format: date-time */
            timestamp: string;
            data: {
                erasureId: string;
                userIds: string[];
            };
        };
        /** @description CloudEvents 1.0, JSON. Unknown members are ignored. */
        Event: components["schemas"]["LiveStartedEvent"] | components["schemas"]["LiveEndedEvent"] | components["schemas"]["LiveEnteredEvent"] | components["schemas"]["LiveWatchedEvent"] | components["schemas"]["LiveCommentedEvent"] | components["schemas"]["LiveLikedEvent"] | components["schemas"]["LiveSharedEvent"] | components["schemas"]["LiveGiftedEvent"] | components["schemas"]["LiveLightBadgeEvent"] | components["schemas"]["ProductViewedEvent"] | components["schemas"]["ProductCartedEvent"] | components["schemas"]["OrderPaidEvent"] | components["schemas"]["OrderRefundedEvent"] | components["schemas"]["OrderReviewedEvent"] | components["schemas"]["OrderShippedEvent"] | components["schemas"]["OrderDeliveredEvent"] | components["schemas"]["GroupVisitedEvent"] | components["schemas"]["VideoPublishedEvent"] | components["schemas"]["UserFollowedEvent"] | components["schemas"]["UserUnfollowedEvent"] | components["schemas"]["UserProfiledEvent"];
        EventAnswer: {
            applied: number;
            duplicates: number;
            ignored: number;
            rejected: number;
            waiting: number;
            results: components["schemas"]["EventResult"][];
        };
        EventResult: {
            id: string | null;
            /** @enum {string} */
            status: "applied" | "duplicate" | "ignored" | "rejected" | "waiting";
            code?: string;
            points?: number;
        };
        Exclusion: {
            userId: string;
            name: string | null;
            reason: string;
            by: string;
            /** Format: date-time */
            at: string;
        };
        ExclusionInput: {
            reason: string;
        };
        GroupJoinedWebhook: {
            /** @constant */
            type: "group.joined";
            /** Format: date-time */
            timestamp: string;
            data: {
                ownerId: string;
                userId: string;
                groupId: string;
                subGroupId: string;
            };
        };
        GroupLeftWebhook: {
            /** @constant */
            type: "group.left";
            /** Format: date-time */
            timestamp: string;
            data: {
                ownerId: string;
                userId: string;
                groupId: string;
                how: string;
            };
        };
        GroupMessagePostedWebhook: {
            /** @constant */
            type: "group.messagePosted";
            /** Format: date-time */
            timestamp: string;
            data: {
                ownerId: string;
                groupId: string | null;
                subGroupId: string | null;
                messageId: string;
                text: string | null;
                kind: string;
            };
        };
        GroupNoticePostedWebhook: {
            /** @constant */
            type: "group.noticePosted";
            /** Format: date-time */
            timestamp: string;
            data: {
                ownerId: string;
                groupId: string | null;
                subGroupId: string | null;
                messageId: string;
                text: string | null;
            };
        };
        GroupVisitedEvent: {
            /** @constant */
            specversion: "1.0";
            id: string;
            source: string;
            /** Format: date-time */
            time: string;
            datacontenttype?: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "group.visited";
            data: {
                ownerId: string;
                groupId: string;
            };
            subject: string;
        };
        InvitationInput: {
            /** @enum {string} */
            role: "admin" | "reviewer" | "owner" | "staff";
            ownerId?: string;
            permissions?: ("overview" | "members" | "corrections" | "club" | "badge" | "live" | "rooms" | "staff" | "webhooks" | "benefits" | "groups" | "service")[];
            name?: string;
        };
        InvitationMade: {
            invitationId: string;
            /** @enum {string} */
            role: "admin" | "reviewer" | "owner" | "staff";
            ownerId: string | null;
            permissions: ("overview" | "members" | "corrections" | "club" | "badge" | "live" | "rooms" | "staff" | "webhooks" | "benefits" | "groups" | "service")[];
            name: string | null;
            /** Format: date-time */
            createdAt: string;
            createdBy: string;
            /** Format: date-time */
            expiresAt: string;
            link: string;
        };
        InvitationOffer: {
            /** @enum {string} */
            role: "admin" | "reviewer" | "owner" | "staff";
            ownerId: string | null;
            name: string | null;
            /** Format: date-time */
            expiresAt: string;
        };
        InvitationToken: {
            token: string;
        };
        InvitationView: {
            invitationId: string;
            /** @enum {string} */
            role: "admin" | "reviewer" | "owner" | "staff";
            ownerId: string | null;
            permissions: ("overview" | "members" | "corrections" | "club" | "badge" | "live" | "rooms" | "staff" | "webhooks" | "benefits" | "groups" | "service")[];
            name: string | null;
            /** Format: date-time */
            createdAt: string;
            createdBy: string;
            /** Format: date-time */
            expiresAt: string;
        };
        JoinInput: {
            /** @enum {string} */
            scene: "liveRoom" | "shopHome" | "showcase" | "productPage" | "shortVideo" | "group" | "board" | "profile";
            entryGift?: {
                eventId: string;
            };
        };
        LeavePreview: {
            intimacy: number;
            level: number;
            rejoinAfterHours: number;
            exitsLeftToday: number;
        };
        LeaveView: {
            /** Format: date-time */
            leftAt: string;
            /** Format: date-time */
            rejoinAt: string;
            exitsLeftToday: number;
        };
        LedgerEntry: {
            id: string;
            /** Format: date-time */
            at: string;
            /** Format: date */
            businessDay: string;
            /** @enum {string} */
            mode: "live" | "shopping";
            /** @enum {string} */
            task: "watch" | "comment" | "like" | "share" | "browse" | "cart" | "purchase" | "review" | "groupVisit" | "lightBadge" | "coins" | "correction" | "migration" | "leave" | "merge";
            delta: number;
            balance: number;
            shortfall: number;
            eventId: string | null;
            source: string | null;
            ruleSetVersion: number;
            reason?: string;
            actor?: string;
            orderId?: string;
            amount?: components["schemas"]["Money"];
            dayEarned?: number;
            dayCap?: number;
        };
        LevelRow: {
            level: number;
            /** @enum {string} */
            tier: "新粉" | "铁粉" | "钻粉" | "真爱粉";
            title: string;
            from: number;
            to: number | null;
            members: number;
        };
        LevelsView: {
            ruleSetVersion: number;
            /** @enum {string} */
            mode: "live" | "shopping";
            items: components["schemas"]["LevelRow"][];
        };
        LiveCommentedEvent: {
            /** @constant */
            specversion: "1.0";
            id: string;
            source: string;
            /** Format: date-time */
            time: string;
            datacontenttype?: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "live.commented";
            data: {
                ownerId: string;
                sessionId: string;
                text?: string;
            };
            subject: string;
        };
        LiveEndedEvent: {
            /** @constant */
            specversion: "1.0";
            id: string;
            source: string;
            /** Format: date-time */
            time: string;
            datacontenttype?: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "live.ended";
            data: {
                ownerId: string;
                sessionId: string;
                title?: string;
            };
        };
        LiveEnteredEvent: {
            /** @constant */
            specversion: "1.0";
            id: string;
            source: string;
            /** Format: date-time */
            time: string;
            datacontenttype?: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "live.entered";
            data: {
                ownerId: string;
                sessionId: string;
            };
            subject: string;
        };
        LiveGiftedEvent: {
            /** @constant */
            specversion: "1.0";
            id: string;
            source: string;
            /** Format: date-time */
            time: string;
            datacontenttype?: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "live.gifted";
            data: {
                ownerId: string;
                sessionId: string;
                coins: number;
            };
            subject: string;
        };
        LiveLightBadgeEvent: {
            /** @constant */
            specversion: "1.0";
            id: string;
            source: string;
            /** Format: date-time */
            time: string;
            datacontenttype?: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "live.lightBadge";
            data: {
                ownerId: string;
                sessionId?: string;
                /** @default 1 */
                count?: number;
            };
            subject: string;
        };
        LiveLikedEvent: {
            /** @constant */
            specversion: "1.0";
            id: string;
            source: string;
            /** Format: date-time */
            time: string;
            datacontenttype?: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "live.liked";
            data: {
                ownerId: string;
                sessionId: string;
                count: number;
            };
            subject: string;
        };
        LiveSharedEvent: {
            /** @constant */
            specversion: "1.0";
            id: string;
            source: string;
            /** Format: date-time */
            time: string;
            datacontenttype?: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "live.shared";
            data: {
                ownerId: string;
                sessionId: string;
            };
            subject: string;
        };
        LiveStartedEvent: {
            /** @constant */
            specversion: "1.0";
            id: string;
            source: string;
            /** Format: date-time */
            time: string;
            datacontenttype?: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "live.started";
            data: {
                ownerId: string;
                sessionId: string;
                title?: string;
            };
        };
        LiveWatchedEvent: {
            /** @constant */
            specversion: "1.0";
            id: string;
            source: string;
            /** Format: date-time */
            time: string;
            datacontenttype?: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "live.watched";
            data: {
                ownerId: string;
                sessionId: string;
                seconds: number;
            };
            subject: string;
        };
        MeView: {
            /** @enum {string} */
            role: "platform" | "admin" | "reviewer" | "owner" | "staff" | "fan";
            id: string;
            name: string | null;
            ownerId: string | null;
            permissions: ("overview" | "members" | "corrections" | "club" | "badge" | "live" | "rooms" | "staff" | "webhooks" | "benefits" | "groups" | "service")[];
            clubs: {
                all: boolean;
                ownerIds: string[];
            };
            /** Format: date-time */
            expiresAt: string | null;
        };
        MemberJoinedWebhook: {
            /** @constant */
            type: "member.joined";
            /** Format: date-time */
            timestamp: string;
            data: {
                ownerId: string;
                userId: string;
                scene: string;
            };
        };
        MemberLeftWebhook: {
            /** @constant */
            type: "member.left";
            /** Format: date-time */
            timestamp: string;
            data: {
                ownerId: string;
                userId: string;
            };
        };
        MemberMovedWebhook: {
            /** @constant */
            type: "member.moved";
            /** Format: date-time */
            timestamp: string;
            data: {
                ownerId: string;
                userId: string;
                intimacy: number;
                level: number;
                delta: number;
                leveledUp: boolean;
                badge: {
                    name: string;
                    lit: boolean;
                };
            };
        };
        MemberRow: {
            userId: string;
            name: string | null;
            level: number;
            /** @enum {string} */
            tier: "新粉" | "铁粉" | "钻粉" | "真爱粉";
            title: string;
            intimacy: number;
            badge: components["schemas"]["BadgeView"];
            /** Format: date-time */
            joinedAt: string;
            /** @enum {string} */
            scene: "liveRoom" | "shopHome" | "showcase" | "productPage" | "shortVideo" | "group" | "board" | "profile" | "migration" | "import" | "platform";
            /** Format: date-time */
            lastEarnedAt: string | null;
            excluded: boolean;
        };
        MemberStory: {
            days: {
                /** Format: date */
                businessDay: string;
                earned: number;
                taken: number;
                balance: number;
                level: number;
            }[];
            orders: {
                orderId: string;
                /** Format: date-time */
                paidAt: string;
                amount: components["schemas"]["Money"];
                refunded: components["schemas"]["Money"];
                earned: number;
                takenBack: number;
            }[];
            memberships: {
                /** Format: date-time */
                at: string;
                /** @enum {string} */
                kind: "join" | "leave" | "carry";
                /** @enum {string} */
                mode: "live" | "shopping";
                /** @enum {string} */
                scene: "liveRoom" | "shopHome" | "showcase" | "productPage" | "shortVideo" | "group" | "board" | "profile" | "migration" | "import" | "platform";
            }[];
        };
        MemberView: {
            userId: string;
            ownerId: string;
            name: string | null;
            /** @enum {string} */
            mode: "live" | "shopping";
            level: number;
            /** @enum {string} */
            tier: "新粉" | "铁粉" | "钻粉" | "真爱粉";
            title: string;
            intimacy: number;
            next: {
                level: number;
                at: number;
                missing: number;
            } | null;
            badge: components["schemas"]["BadgeView"];
            /** Format: date-time */
            joinedAt: string;
            /** @enum {string} */
            scene: "liveRoom" | "shopHome" | "showcase" | "productPage" | "shortVideo" | "group" | "board" | "profile" | "migration" | "import" | "platform";
            excluded: boolean;
            today: {
                /** Format: date */
                businessDay: string;
                earned: number;
                cap: number | null;
                tasks: components["schemas"]["TaskProgress"][];
            };
        };
        MergeInput: {
            from: string;
            reason: string;
        };
        MergeView: {
            mergeId: string;
            into: string;
            from: string;
            /** Format: date-time */
            at: string;
            by: string;
            reason: string;
        };
        ModeAnnouncedWebhook: {
            /** @constant */
            type: "mode.announced";
            /** Format: date-time */
            timestamp: string;
            data: {
                ownerId: string;
                modeChangeId: string;
                /** @enum {string} */
                from: "live" | "shopping";
                /** @enum {string} */
                to: "live" | "shopping";
                /** Format: date-time */
                effectiveAt: string;
            };
        };
        ModeChange: {
            id: string;
            /** @enum {string} */
            from: "live" | "shopping";
            /** @enum {string} */
            to: "live" | "shopping";
            /** Format: date-time */
            requestedAt: string;
            /** Format: date-time */
            effectiveAt: string;
            /** @enum {string} */
            status: "pending" | "done" | "withdrawn";
            carries: number;
            progress?: components["schemas"]["Progress"];
        };
        ModeChangeInput: {
            /** @enum {string} */
            to: "live" | "shopping";
            /** Format: date-time */
            effectiveAt: string;
        };
        ModeChangedWebhook: {
            /** @constant */
            type: "mode.changed";
            /** Format: date-time */
            timestamp: string;
            data: {
                ownerId: string;
                modeChangeId: string;
                /** @enum {string} */
                from: "live" | "shopping";
                /** @enum {string} */
                to: "live" | "shopping";
                /** Format: date-time */
                effectiveAt: string;
            };
        };
        ModeWithdrawnWebhook: {
            /** @constant */
            type: "mode.withdrawn";
            /** Format: date-time */
            timestamp: string;
            data: {
                ownerId: string;
                modeChangeId: string;
            };
        };
        Money: {
            value: number;
            currency: string;
        };
        OidcStartInput: {
            invitation: string;
        };
        OrderDeliveredEvent: {
            /** @constant */
            specversion: "1.0";
            id: string;
            source: string;
            /** Format: date-time */
            time: string;
            datacontenttype?: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "order.delivered";
            data: {
                ownerId: string;
                orderId: string;
            };
            subject: string;
        };
        OrderLine: {
            lineId: string;
            productId: string;
            quantity: number;
            amount: components["schemas"]["Amount"];
        };
        OrderPaidEvent: {
            /** @constant */
            specversion: "1.0";
            id: string;
            source: string;
            /** Format: date-time */
            time: string;
            datacontenttype?: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "order.paid";
            data: {
                ownerId: string;
                orderId: string;
                amount: components["schemas"]["Amount"];
                lines: components["schemas"]["OrderLine"][];
                sessionId?: string;
            };
            subject: string;
        };
        OrderRefundedEvent: {
            /** @constant */
            specversion: "1.0";
            id: string;
            source: string;
            /** Format: date-time */
            time: string;
            datacontenttype?: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "order.refunded";
            data: {
                ownerId: string;
                orderId: string;
                refundId: string;
                amount: components["schemas"]["Amount"];
            };
            subject: string;
        };
        OrderReviewedEvent: {
            /** @constant */
            specversion: "1.0";
            id: string;
            source: string;
            /** Format: date-time */
            time: string;
            datacontenttype?: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "order.reviewed";
            data: {
                ownerId: string;
                orderId: string;
                lineId: string;
            };
            subject: string;
        };
        OrderShippedEvent: {
            /** @constant */
            specversion: "1.0";
            id: string;
            source: string;
            /** Format: date-time */
            time: string;
            datacontenttype?: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "order.shipped";
            data: {
                ownerId: string;
                orderId: string;
            };
            subject: string;
        };
        Overview: {
            ownerId: string;
            currency: string;
            members: number;
            today: components["schemas"]["DayFigures"];
            yesterday: components["schemas"]["DayFigures"];
            days: components["schemas"]["DayFigures"][];
            waiting: {
                unmatchedRefunds: number;
                badgeReview: boolean;
                pendingModeChange: boolean;
            };
        };
        OwnerInput: {
            /** @enum {string} */
            kind: "creator" | "merchant";
            name: string;
            /** @enum {string} */
            mode?: "live" | "shopping";
            currency?: string;
        };
        OwnerView: {
            ownerId: string;
            /** @enum {string} */
            kind: "creator" | "merchant";
            name: string;
            currency: string;
            /** Format: date-time */
            createdAt: string;
        };
        PacketClaimedWebhook: {
            /** @constant */
            type: "packet.claimed";
            /** Format: date-time */
            timestamp: string;
            data: {
                ownerId: string;
                userId: string;
                packetId: string;
                amount: components["schemas"]["Money"];
            };
        };
        PasswordInput: {
            current: string;
            next: string;
        };
        PayoutRequestedWebhook: {
            /** @constant */
            type: "payout.requested";
            /** Format: date-time */
            timestamp: string;
            data: {
                payoutId: string;
                userId: string;
                amount: components["schemas"]["Money"];
            };
        };
        PendingList: {
            items: components["schemas"]["PendingView"][];
            nextCursor: null;
        };
        PendingView: {
            key: string;
            orderId: string;
            /** @enum {string} */
            kind: "paid" | "refunded";
            /** @enum {string} */
            status: "waiting" | "failed";
            attempts: number;
            /** Format: date-time */
            receivedAt: string;
            /** Format: date-time */
            nextAttemptAt: string | null;
            lastError: string | null;
        };
        /** @description RFC 9457. `code` is one of a closed list; the title is in Chinese or English by Accept-Language. */
        Problem: {
            type: string;
            title: string;
            status: number;
            /** @enum {string} */
            code: "malformed" | "malformed_json" | "unsupported_media_type" | "body_too_large" | "batch_too_large" | "unauthenticated" | "token_expired" | "signature_invalid" | "credentials_invalid" | "forbidden" | "not_found" | "method_not_allowed" | "idempotency_key_reused" | "idempotency_in_progress" | "too_many_requests" | "busy" | "unavailable" | "internal" | "unknown_owner" | "owner_kind_fixed" | "club_cannot_be_dissolved" | "mode_unchanged" | "mode_change_too_soon" | "mode_change_pending" | "mode_change_limit" | "mode_change_done" | "not_live" | "not_in_live_mode" | "badge_name_too_long" | "badge_name_characters" | "badge_name_forbidden" | "badge_name_limit" | "badge_name_waiting" | "review_decided" | "reason_required" | "not_a_member" | "rejoin_cooldown" | "leave_limit" | "entry_gift_required" | "unknown_user" | "alias_in_use" | "payout_pending" | "merge_self" | "unknown_type" | "event_too_old" | "event_in_future" | "event_id_conflict" | "amount_invalid" | "refund_exceeds_payment" | "quarantined" | "quarantine_full" | "quarantine_decided" | "order_not_paid" | "account_excluded" | "rule_set_invalid" | "rule_set_stale" | "invitation_invalid" | "login_taken" | "ticket_invalid" | "clock_backwards" | "room_unknown" | "room_limit" | "delivery_not_replayable" | "order_detail_unavailable" | "condition_forbidden" | "phrase_meaningless" | "wording_forbidden" | "campaign_window_invalid" | "draw_too_late" | "watch_task_too_long" | "prize_too_valuable" | "campaign_running" | "campaign_started" | "campaign_not_started" | "campaign_closed" | "condition_missing" | "session_prize_limit" | "prize_required" | "prize_gone" | "webhook_unknown" | "webhook_limit" | "webhook_url_refused" | "webhook_off" | "webhook_secret_unreadable" | "push_endpoint_refused" | "already_used" | "below_minimum" | "not_a_coupon" | "not_claimed" | "not_reserved" | "order_refunded" | "issues_running" | "code_mistyped" | "coupon_not_granted" | "attachment_limit" | "attachment_in_use" | "attachments_full" | "expired" | "already_claimed" | "level_too_low" | "empty" | "not_present" | "budget_too_low" | "balance_too_low" | "payout_decided" | "points_too_low" | "group_limit" | "followers_too_few" | "gate_not_met" | "group_full" | "group_closed" | "removed_from_group" | "not_in_group" | "muted" | "not_allowed" | "group_benefit" | "poll_closed" | "unknown_option" | "too_many_choices" | "not_a_call" | "suggestion_exists" | "suggestion_limit" | "call_full" | "poll_limit" | "words_not_allowed" | "links_not_allowed" | "contacts_not_allowed" | "said_too_often" | "report_own" | "reports_too_many" | "moderation_stale" | "words_limit" | "writing_too_fast" | "unsolicited" | "service_blocked" | "unknown_order" | "assigned_to_other" | "assignment_changed" | "written_meanwhile" | "not_an_agent" | "shortcut_taken" | "quick_reply_limit" | "phrase_invalid" | "phrase_limit" | "post_limit" | "post_settled" | "media_too_large" | "media_unreadable" | "media_kind_not_supported" | "video_too_long" | "video_not_available" | "media_limit" | "media_busy" | "media_link_expired" | "admin_limit" | "link_running" | "user_linked" | "link_full" | "link_over" | "link_moved" | "not_in_link" | "unknown_benefit" | "benefit_limit" | "not_open" | "out_of_stock" | "budget_exceeded" | "benefit_withdrawn" | "benefit_gives_less" | "withdrawal_too_soon";
            detail?: string;
            /** Format: date-time */
            retryAt?: string;
            retryAfterSeconds?: number;
            errors?: {
                path: string;
                message: string;
            }[];
        };
        ProductCartedEvent: {
            /** @constant */
            specversion: "1.0";
            id: string;
            source: string;
            /** Format: date-time */
            time: string;
            datacontenttype?: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "product.carted";
            data: {
                ownerId: string;
                productId: string;
            };
            subject: string;
        };
        ProductViewedEvent: {
            /** @constant */
            specversion: "1.0";
            id: string;
            source: string;
            /** Format: date-time */
            time: string;
            datacontenttype?: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "product.viewed";
            data: {
                ownerId: string;
                productId: string;
            };
            subject: string;
        };
        Progress: {
            done: number;
            total: number;
        };
        PurchaseTask: {
            on: boolean;
            phase: number;
            share: number;
        };
        PurchaseTaskInput: {
            on: boolean;
        };
        RedirectView: {
            location: string;
        };
        ReplayView: {
            /** @enum {string} */
            status: "accepted" | "pending";
            codes: {
                [key: string]: number;
            };
        };
        RetryView: {
            asked: number;
            waitingOrders: number;
            failedOrders: number;
        };
        Review: {
            reviewId: string;
            ownerId: string;
            ownerName: string;
            /** @constant */
            kind: "badgeName";
            name: string;
            currentName: string;
            /** @enum {string} */
            status: "waiting" | "approved" | "refused";
            /** Format: date-time */
            submittedAt: string;
            /** Format: date-time */
            decidedAt: string | null;
            decidedBy: string | null;
            reason: string | null;
        };
        ReviewDecidedWebhook: {
            /** @constant */
            type: "review.decided";
            /** Format: date-time */
            timestamp: string;
            data: {
                ownerId: string;
                reviewId: string;
                approved: boolean;
            };
        };
        ReviewSubmittedWebhook: {
            /** @constant */
            type: "review.submitted";
            /** Format: date-time */
            timestamp: string;
            data: {
                ownerId: string;
                reviewId: string;
            };
        };
        RolloutInput: {
            phase: 1 | 2 | 3;
            share?: number;
        };
        RoomList: {
            items: components["schemas"]["RoomView"][];
            nextCursor: null;
        };
        RoomPatch: {
            name?: string;
            roomId?: string | null;
            /** @enum {string} */
            status?: "on" | "off";
            settings?: {
                [key: string]: unknown;
            };
        };
        RoomView: {
            roomConnectionId: string;
            ownerId: string;
            /** @enum {string} */
            platform: "douyinLive" | "bilibiliLive" | "doudianShop";
            name: string;
            roomId: string | null;
            /** @enum {string} */
            status: "on" | "off";
            address: string;
            path: string;
            settings: {
                [key: string]: unknown;
            };
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            previousSecretsUntil: string | null;
            deliveries: number;
            /** Format: date-time */
            lastDeliveryAt: string | null;
            refusals: number;
            /** Format: date-time */
            lastRefusalAt: string | null;
            waitingOrders: number;
            failedOrders: number;
            codes: {
                [key: string]: number;
            };
        };
        RoomWithSecrets: {
            roomConnectionId: string;
            ownerId: string;
            /** @enum {string} */
            platform: "douyinLive" | "bilibiliLive" | "doudianShop";
            name: string;
            roomId: string | null;
            /** @enum {string} */
            status: "on" | "off";
            address: string;
            path: string;
            settings: {
                [key: string]: unknown;
            };
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            previousSecretsUntil: string | null;
            deliveries: number;
            /** Format: date-time */
            lastDeliveryAt: string | null;
            refusals: number;
            /** Format: date-time */
            lastRefusalAt: string | null;
            waitingOrders: number;
            failedOrders: number;
            codes: {
                [key: string]: number;
            };
            secrets: {
                [key: string]: string;
            };
        };
        RuleSetBody: {
            modes: {
                live: {
                    dayCap: number | null;
                    tasks: {
                        [key: string]: {
                            points: number;
                            per: number;
                            cap: {
                                fromLevel: number;
                                points: number;
                            }[];
                        };
                    };
                    thresholds: number[];
                };
                shopping: {
                    dayCap: number | null;
                    tasks: {
                        [key: string]: {
                            points: number;
                            per: number;
                            cap: {
                                fromLevel: number;
                                points: number;
                            }[];
                        };
                    };
                    thresholds: number[];
                };
            };
            tiers: {
                /** @enum {string} */
                name: "新粉" | "铁粉" | "钻粉" | "真爱粉";
                fromLevel: number;
            }[];
            limits: {
                modeNoticeHours: number;
                modeChangesPerMonth: number;
                badgeChangesPerMonth: number;
                badgeWidth: number;
                liveBadgeLitDays: number;
                rejoinHours: number;
                leavesPerDay: number;
                lateDays: number;
                aheadMinutes: number;
                refundLateDays: number;
                refundWaitDays: number;
                rolloutSharePercent: number;
                /** @default 25 */
                groupsMost: number;
                /** @default 20 */
                subGroupsMost: number;
                /** @default 100 */
                subGroupSeats: number;
                /** @default 10000 */
                groupFollowers: number;
                /** @default 9 */
                groupAdminsMost: number;
                /** @default 15 */
                videoShotSeconds: number;
                /** @default 60 */
                videoPickedSeconds: number;
                /** @default 100 */
                mediaPerDay: number;
            };
        };
        RuleSetPreview: {
            valid: boolean;
            errors: {
                path: string;
                message: string;
            }[];
            warnings: string[];
            /** Format: date */
            effectiveDay: string;
            changes: {
                path: string;
                from: unknown;
                to: unknown;
            }[];
            levels: {
                up: number;
                down: number;
                same: number;
            };
        };
        RuleSetPreviewInput: {
            body: unknown;
        };
        RuleSetPublishInput: {
            body: unknown;
            basedOn: number;
            note: string;
        };
        RuleSetView: {
            version: number;
            /** Format: date */
            effectiveDay: string;
            /** Format: date-time */
            publishedAt: string;
            publishedBy: string;
            note: string;
            body: components["schemas"]["RuleSetBody"];
            progress?: components["schemas"]["Progress"];
        };
        ScreenLine: {
            /** Format: date-time */
            at: string;
            /** @enum {string} */
            kind: "enter" | "comment" | "like" | "share" | "gift" | "follow" | "join" | "levelUp" | "order";
            userId: string;
            name: string | null;
            text?: string;
            count?: number;
            level?: number;
            title?: string;
            badge?: components["schemas"]["BadgeView"];
            /** @enum {string} */
            effect?: "breeze" | "aurora" | "comet" | "lantern" | "ripple" | "laurel";
            /** @enum {string} */
            honour?: "breeze" | "aurora" | "comet" | "lantern" | "ripple" | "laurel";
        };
        SecretsInput: {
            secrets?: {
                [key: string]: string;
            };
            /** @default 24 */
            graceHours?: number;
        };
        SecretsView: {
            secrets: {
                [key: string]: string;
            };
            /** Format: date-time */
            previousSecretsUntil: string | null;
        };
        SessionEndedWebhook: {
            /** @constant */
            type: "session.ended";
            /** Format: date-time */
            timestamp: string;
            data: {
                ownerId: string;
                sessionId: string;
                title: string | null;
            };
        };
        SessionMember: {
            userId: string;
            name: string | null;
            level: number;
            title: string;
            badge: components["schemas"]["BadgeView"];
            online: boolean;
            completed: ("watch" | "comment" | "like" | "share" | "browse" | "cart" | "purchase" | "review" | "groupVisit" | "lightBadge" | "coins")[];
            exhausted: ("watch" | "comment" | "like" | "share" | "browse" | "cart" | "purchase" | "review" | "groupVisit" | "lightBadge" | "coins")[];
            /** Format: date-time */
            lastSeenAt: string;
        };
        SessionRow: {
            sessionId: string;
            title: string | null;
            /** Format: date-time */
            startedAt: string;
            /** Format: date-time */
            endedAt: string | null;
            viewers: number;
            orders: number;
            sales: components["schemas"]["Money"];
            joins: number;
        };
        SessionStartedWebhook: {
            /** @constant */
            type: "session.started";
            /** Format: date-time */
            timestamp: string;
            data: {
                ownerId: string;
                sessionId: string;
                title: string | null;
            };
        };
        SessionTasks: {
            sessionId: string;
            membersPresent: number;
            items: {
                /** @enum {string} */
                task: "watch" | "comment" | "like" | "share" | "browse" | "cart" | "purchase" | "review" | "groupVisit" | "lightBadge" | "coins";
                completed: number;
                exhausted: number;
            }[];
        };
        SessionTotals: {
            viewers: number;
            orders: number;
            sales: components["schemas"]["Money"];
            joins: number;
            interactions: number;
            sessionId: string;
            ownerId: string;
            title: string | null;
            /** Format: date-time */
            startedAt: string;
            /** Format: date-time */
            endedAt: string | null;
            members: {
                viewers: number;
                orders: number;
                sales: components["schemas"]["Money"];
                joins: number;
                interactions: number;
            };
        };
        SignInInput: {
            login: string;
            password: string;
        };
        SignInWays: {
            password: boolean;
            oidc: boolean;
        };
        SignedIn: {
            accountId: string;
            name: string;
            /** @enum {string} */
            role: "admin" | "reviewer" | "owner" | "staff";
            ownerId: string | null;
        };
        StaffInput: {
            permissions: ("overview" | "members" | "corrections" | "club" | "badge" | "live" | "rooms" | "staff" | "webhooks" | "benefits" | "groups" | "service")[];
            name?: string;
        };
        StaffView: {
            staffId: string;
            name: string;
            permissions: ("overview" | "members" | "corrections" | "club" | "badge" | "live" | "rooms" | "staff" | "webhooks" | "benefits" | "groups" | "service")[];
            /** Format: date-time */
            createdAt: string;
        };
        StreamMessage: {
            topic: string;
            kind: string;
            body: {
                [key: string]: unknown;
            };
        };
        TaskProgress: {
            /** @enum {string} */
            task: "watch" | "comment" | "like" | "share" | "browse" | "cart" | "purchase" | "review" | "groupVisit" | "lightBadge" | "coins";
            earned: number;
            cap: number;
            count: number;
            towards?: {
                done: number;
                per: number;
            };
            points: number;
            per: number;
        };
        TestInput: {
            type?: string;
            orderId?: string;
        };
        TestView: {
            verified: boolean;
            events: {
                [key: string]: unknown;
            }[];
            joins: {
                messageId: string;
                userId: string;
                /** Format: date-time */
                at: string;
            }[];
            leaves: {
                messageId: string;
                userId: string;
                /** Format: date-time */
                at: string;
            }[];
            dropped: {
                messageId: string | null;
                type: string | null;
                reason: string;
            }[];
            orderDetail: {
                /** @enum {string} */
                status: "notAsked" | "answered" | "failed";
                reason?: string;
            };
        };
        TicketView: {
            ticket: string;
            /** Format: date-time */
            expiresAt: string;
        };
        TokenInput: {
            subject: {
                /** @enum {string} */
                type: "fan" | "owner" | "staff" | "reviewer" | "admin";
                id: string;
                ownerId?: string;
                permissions?: ("overview" | "members" | "corrections" | "club" | "badge" | "live" | "rooms" | "staff" | "webhooks" | "benefits" | "groups" | "service")[];
            };
            /** @default 3600 */
            ttlSeconds?: number;
        };
        TokenView: {
            token: string;
            /** Format: date-time */
            expiresAt: string;
        };
        TrafficInputs: {
            ownerId: string;
            shopping: boolean;
            /** Format: date-time */
            since: string;
            members: number;
            activeMembers: number;
            activeShare: number;
        };
        UserErasedWebhook: {
            /** @constant */
            type: "user.erased";
            /** Format: date-time */
            timestamp: string;
            data: {
                erasureId: string;
                /** Format: date-time */
                erasedAt: string;
            };
        };
        UserFollowedEvent: {
            /** @constant */
            specversion: "1.0";
            id: string;
            source: string;
            /** Format: date-time */
            time: string;
            datacontenttype?: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "user.followed";
            data: {
                ownerId: string;
            };
            subject: string;
        };
        UserInput: {
            name: string;
        };
        UserProfiledEvent: {
            /** @constant */
            specversion: "1.0";
            id: string;
            source: string;
            /** Format: date-time */
            time: string;
            datacontenttype?: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "user.profiled";
            data: {
                age?: number;
                /** @enum {string} */
                gender?: "female" | "male" | "other";
                cityTier?: number;
                /** @enum {string} */
                spending?: "low" | "middle" | "high";
                married?: boolean;
                children?: boolean;
                name?: string;
            };
            subject: string;
        };
        UserUnfollowedEvent: {
            /** @constant */
            specversion: "1.0";
            id: string;
            source: string;
            /** Format: date-time */
            time: string;
            datacontenttype?: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "user.unfollowed";
            data: {
                ownerId: string;
            };
            subject: string;
        };
        UserView: {
            userId: string;
            aliases: string[];
            name: string | null;
            clubs: {
                ownerId: string;
                ownerName: string;
                /** @enum {string} */
                mode: "live" | "shopping";
                level: number;
                title: string;
                badge: components["schemas"]["BadgeView"];
            }[];
        };
        VideoPublishedEvent: {
            /** @constant */
            specversion: "1.0";
            id: string;
            source: string;
            /** Format: date-time */
            time: string;
            datacontenttype?: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "video.published";
            data: {
                ownerId: string;
                videoId: string;
                title?: string;
            };
        };
        VideoPublishedWebhook: {
            /** @constant */
            type: "video.published";
            /** Format: date-time */
            timestamp: string;
            data: {
                ownerId: string;
                videoId: string;
                title: string | null;
            };
        };
        WaitingRow: {
            userId: string;
            orderId: string;
            eventId: string;
            source: string;
            /** @enum {string} */
            kind: "refund" | "review";
            amount: components["schemas"]["Amount"] | null;
            /** Format: date-time */
            at: string;
            /** Format: date-time */
            waitsUntil: string;
            /** @enum {string} */
            status: "waiting" | "expired" | "refused";
            code: string | null;
        };
        WebhookDelivery: {
            deliveryId: string;
            /** @enum {string} */
            type: "member.joined" | "member.left" | "member.moved" | "session.started" | "session.ended" | "video.published" | "mode.announced" | "mode.withdrawn" | "mode.changed" | "review.submitted" | "review.decided" | "badge.renamed" | "club.changed" | "campaign.drawn" | "benefit.claimed" | "coupon.redeemed" | "coupon.returned" | "benefit.issued" | "packet.claimed" | "payout.requested" | "erasure.requested" | "user.erased" | "group.joined" | "group.left" | "group.noticePosted" | "group.messagePosted" | "webhook.stopped";
            ownerId: string;
            /** Format: date-time */
            at: string;
            /** @enum {string} */
            status: "waiting" | "delivered" | "failed";
            attempts: number;
            last: {
                /** Format: date-time */
                at: string;
                milliseconds: number;
                status: number | null;
                error: ("status" | "redirect" | "gone" | "timeout" | "unreachable" | "unknownHost" | "tls" | "blocked" | "broken" | "secret") | null;
                response: string;
            } | null;
            /** Format: date-time */
            nextAttemptAt: string | null;
            body: string;
        };
        WebhookDeliveryList: {
            items: components["schemas"]["WebhookDelivery"][];
            nextCursor: string | null;
        };
        WebhookInput: {
            url: string;
            types: ("member.joined" | "member.left" | "member.moved" | "session.started" | "session.ended" | "video.published" | "mode.announced" | "mode.withdrawn" | "mode.changed" | "review.submitted" | "review.decided" | "badge.renamed" | "club.changed" | "campaign.drawn" | "benefit.claimed" | "coupon.redeemed" | "coupon.returned" | "benefit.issued" | "packet.claimed" | "payout.requested" | "erasure.requested" | "user.erased" | "group.joined" | "group.left" | "group.noticePosted" | "group.messagePosted" | "webhook.stopped")[];
            /** @default  */
            description?: "" | string;
        };
        WebhookList: {
            items: components["schemas"]["WebhookView"][];
            nextCursor: string | null;
        };
        WebhookMade: {
            webhookId: string;
            ownerId: string | null;
            url: string;
            description: string;
            types: ("member.joined" | "member.left" | "member.moved" | "session.started" | "session.ended" | "video.published" | "mode.announced" | "mode.withdrawn" | "mode.changed" | "review.submitted" | "review.decided" | "badge.renamed" | "club.changed" | "campaign.drawn" | "benefit.claimed" | "coupon.redeemed" | "coupon.returned" | "benefit.issued" | "packet.claimed" | "payout.requested" | "erasure.requested" | "user.erased" | "group.joined" | "group.left" | "group.noticePosted" | "group.messagePosted" | "webhook.stopped")[];
            /** @enum {string} */
            status: "on" | "off";
            off: {
                /** @enum {string} */
                reason: "manual" | "gone" | "failing" | "behind";
                /** Format: date-time */
                at: string;
            } | null;
            failing: {
                /** Format: date-time */
                since: string;
                days: number;
            } | null;
            /** Format: date-time */
            lastDeliveredAt: string | null;
            waiting: number;
            failed: number;
            /** Format: date-time */
            previousSecretUntil: string | null;
            /** Format: date-time */
            createdAt: string;
            createdBy: string;
            secret: string;
        };
        WebhookPatch: {
            url?: string;
            types?: ("member.joined" | "member.left" | "member.moved" | "session.started" | "session.ended" | "video.published" | "mode.announced" | "mode.withdrawn" | "mode.changed" | "review.submitted" | "review.decided" | "badge.renamed" | "club.changed" | "campaign.drawn" | "benefit.claimed" | "coupon.redeemed" | "coupon.returned" | "benefit.issued" | "packet.claimed" | "payout.requested" | "erasure.requested" | "user.erased" | "group.joined" | "group.left" | "group.noticePosted" | "group.messagePosted" | "webhook.stopped")[];
            description?: "" | string;
            /** @enum {string} */
            status?: "on" | "off";
        };
        WebhookRemoved: {
            webhookId: string;
        };
        WebhookReplayInput: {
            /** Format: date-time */
            since: string;
            /**
             * @default undelivered
             * @enum {string}
             */
            include?: "undelivered" | "all";
            cursor?: string;
        };
        WebhookReplayed: {
            queued: number;
            nextCursor: string | null;
        };
        WebhookRotated: {
            secret: string;
            /** Format: date-time */
            previousSecretUntil: string | null;
        };
        WebhookRotation: {
            /** @default 24 */
            graceHours?: number;
        };
        WebhookStoppedWebhook: {
            /** @constant */
            type: "webhook.stopped";
            /** Format: date-time */
            timestamp: string;
            data: {
                ownerId: string;
                webhookId: string;
                /** @enum {string} */
                reason: "gone" | "failing" | "behind";
            };
        };
        WebhookTrial: {
            delivered: boolean;
            milliseconds: number;
            status: number | null;
            error: ("status" | "redirect" | "gone" | "timeout" | "unreachable" | "unknownHost" | "tls" | "blocked" | "broken" | "secret") | null;
            response: string;
        };
        WebhookView: {
            webhookId: string;
            ownerId: string | null;
            url: string;
            description: string;
            types: ("member.joined" | "member.left" | "member.moved" | "session.started" | "session.ended" | "video.published" | "mode.announced" | "mode.withdrawn" | "mode.changed" | "review.submitted" | "review.decided" | "badge.renamed" | "club.changed" | "campaign.drawn" | "benefit.claimed" | "coupon.redeemed" | "coupon.returned" | "benefit.issued" | "packet.claimed" | "payout.requested" | "erasure.requested" | "user.erased" | "group.joined" | "group.left" | "group.noticePosted" | "group.messagePosted" | "webhook.stopped")[];
            /** @enum {string} */
            status: "on" | "off";
            off: {
                /** @enum {string} */
                reason: "manual" | "gone" | "failing" | "behind";
                /** Format: date-time */
                at: string;
            } | null;
            failing: {
                /** Format: date-time */
                since: string;
                days: number;
            } | null;
            /** Format: date-time */
            lastDeliveredAt: string | null;
            waiting: number;
            failed: number;
            /** Format: date-time */
            previousSecretUntil: string | null;
            /** Format: date-time */
            createdAt: string;
            createdBy: string;
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    listOwners: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
                q?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Owners, by id; `q` is the beginning of an id or a name */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["OwnerView"][];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getOwner: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                ownerId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description An owner */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OwnerView"];
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    putOwner: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and request give the same answer again, for 48 hours */
                "Idempotency-Key"?: string;
            };
            path: {
                ownerId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OwnerInput"];
            };
        };
        responses: {
            /** @description Register an owner and, with him, his club; again: rename him */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OwnerView"];
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getClub: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                ownerId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A club: mode, badge name, members, what waits, who is on air */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ClubView"];
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteClub: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and request give the same answer again, for 48 hours */
                "Idempotency-Key"?: string;
            };
            path: {
                ownerId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Refused always: a club can change mode but never be dissolved */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": Record<string, never>;
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listModeChanges: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path: {
                ownerId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Changes of mode, newest first */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["ModeChange"][];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postModeChange: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and request give the same answer again, for 48 hours */
                "Idempotency-Key"?: string;
            };
            path: {
                ownerId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ModeChangeInput"];
            };
        };
        responses: {
            /** @description Announce a change of mode */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ModeChange"];
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getOverview: {
        parameters: {
            query?: {
                days?: number;
            };
            header?: never;
            path: {
                ownerId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The club today, yesterday and over the last days; what waits for the owner */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Overview"];
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getTrafficInputs: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                ownerId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What a recommender may weigh: whether the owner runs a shopping club, since when, and how active its members are */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TrafficInputs"];
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteModeChange: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and request give the same answer again, for 48 hours */
                "Idempotency-Key"?: string;
            };
            path: {
                ownerId: string;
                changeId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Withdraw a change that waits */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ModeChange"];
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    putPurchaseTask: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and request give the same answer again, for 48 hours */
                "Idempotency-Key"?: string;
            };
            path: {
                ownerId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PurchaseTaskInput"];
            };
        };
        responses: {
            /** @description Turn the purchase task of a live club on or off while on air */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PurchaseTask"];
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    putPurchaseTaskRollout: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and request give the same answer again, for 48 hours */
                "Idempotency-Key"?: string;
            };
            path: {
                ownerId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RolloutInput"];
            };
        };
        responses: {
            /** @description Roll the purchase task out: to a random share, to everyone, with level coupons */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PurchaseTask"];
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listReviews: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
                status?: "waiting" | "approved" | "refused";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The reviewer’s queue (waiting: oldest first) and history */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Review"][];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listBadgeNames: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path: {
                ownerId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Badge names an owner submitted, newest first, with what came of them */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Review"][];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postBadgeName: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and request give the same answer again, for 48 hours */
                "Idempotency-Key"?: string;
            };
            path: {
                ownerId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["BadgeNameInput"];
            };
        };
        responses: {
            /** @description Submit a badge name for review */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        reviewId: string;
                        /** @constant */
                        status: "waiting";
                    };
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postReviewDecision: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and request give the same answer again, for 48 hours */
                "Idempotency-Key"?: string;
            };
            path: {
                reviewId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DecisionInput"];
            };
        };
        responses: {
            /** @description Approve or refuse; a refusal carries its reason */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Review"];
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getMember: {
        parameters: {
            query?: {
                mode?: "live" | "shopping";
            };
            header?: never;
            path: {
                ownerId: string;
                userId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A member: level, badge, today */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MemberView"];
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    putMember: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and request give the same answer again, for 48 hours */
                "Idempotency-Key"?: string;
            };
            path: {
                ownerId: string;
                userId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["JoinInput"];
            };
        };
        responses: {
            /** @description Join; joining twice is the same as once */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MemberView"];
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteMember: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and request give the same answer again, for 48 hours */
                "Idempotency-Key"?: string;
            };
            path: {
                ownerId: string;
                userId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Leave: level and intimacy go to zero in both modes */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LeaveView"];
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getLeavePreview: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                ownerId: string;
                userId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What leaving now would mean */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LeavePreview"];
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listMembers: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
                sort?: "-intimacy" | "-joinedAt";
                q?: string;
                tier?: "新粉" | "铁粉" | "钻粉" | "真爱粉";
                level?: number;
                lit?: "true" | "false";
            };
            header?: never;
            path: {
                ownerId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Members of the running mode, top first; keyset pages, so a page costs the same at the start and in the millions */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["MemberRow"][];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listLedger: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path: {
                ownerId: string;
                userId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Why a member has his points: entries, newest first */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["LedgerEntry"][];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getMemberStory: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                ownerId: string;
                userId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One member’s story: the balance day by day, orders, joinings and leavings */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MemberStory"];
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listCorrections: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path: {
                ownerId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Corrections of the club, newest first: who, whom, how much and why */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["CorrectionRow"][];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listExclusions: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path: {
                ownerId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Accounts that take no part in points, boards and draws */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Exclusion"][];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listWaiting: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
                status?: "waiting" | "expired" | "refused";
            };
            header?: never;
            path: {
                ownerId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Refunds and reviews whose order has not come: waiting, expired after 30 days, or refused when it came */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["WaitingRow"][];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postCorrection: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and request give the same answer again, for 48 hours */
                "Idempotency-Key"?: string;
            };
            path: {
                ownerId: string;
                userId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CorrectionInput"];
            };
        };
        responses: {
            /** @description Add or take points, with a reason; the ledger names who */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LedgerEntry"];
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    putExclusion: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and request give the same answer again, for 48 hours */
                "Idempotency-Key"?: string;
            };
            path: {
                ownerId: string;
                userId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ExclusionInput"];
            };
        };
        responses: {
            /** @description Exclude an account (the owner’s own, a robot) from points, boards and draws */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        userId: string;
                        excluded: boolean;
                    };
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteExclusion: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and request give the same answer again, for 48 hours */
                "Idempotency-Key"?: string;
            };
            path: {
                ownerId: string;
                userId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Let an excluded account take part again; what it did meanwhile stays uncounted */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        userId: string;
                        excluded: boolean;
                    };
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getLevels: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                ownerId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The ladder: score range, level, tier, and how many stand on each rung */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LevelsView"];
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listRuleSets: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Every published version, newest first */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["RuleSetView"][];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postRuleSet: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and request give the same answer again, for 48 hours */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RuleSetPublishInput"];
            };
        };
        responses: {
            /** @description Publish a rule set; it rules from the next business day */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RuleSetView"];
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getCurrentRuleSet: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The version that rules today */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RuleSetView"];
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getRuleSet: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                version: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One version, as it was published */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RuleSetView"];
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postRuleSetPreview: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and request give the same answer again, for 48 hours */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RuleSetPreviewInput"];
            };
        };
        responses: {
            /** @description What a rule set would change, before it is published */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RuleSetPreview"];
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listSessions: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path: {
                ownerId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Live sessions, newest first */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["SessionRow"][];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getSessionTotals: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                sessionId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Viewers (each counted once), paid orders and sales before refunds, joins, interactions (comments, likes, shares, gifts: one an event), and the same for members */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SessionTotals"];
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getSessionTasks: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                sessionId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Per task, how many members completed it (earned by it at least once) and exhausted it (reached its cap) in this session */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SessionTasks"];
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listSessionMembers: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
                task?: "watch" | "comment" | "like" | "share" | "browse" | "cart" | "purchase" | "review" | "groupVisit" | "lightBadge" | "coins";
                state?: "completed" | "exhausted";
                online?: "true" | "false";
            };
            header?: never;
            path: {
                sessionId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Members seen in a session, with level and tasks; `state` with `task` narrows, `online` shows who is there now */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["SessionMember"][];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getSessionScreen: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                sessionId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The last lines of the public screen, oldest first; further ones come by the stream */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["ScreenLine"][];
                    };
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listBenefits: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
                status?: "open" | "all";
            };
            header?: never;
            path: {
                ownerId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What the club offers, in the order of the ladder, with what came of it and what to look at again */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            benefitId: string;
                            /** @enum {string} */
                            kind: "coupon" | "service" | "honour" | "product" | "redPacket" | "luckyBag";
                            name: string;
                            description: string | null;
                            /** @description minLevel, or tier, or firstJoin, or groupId */
                            audience: {
                                minLevel: number;
                            } | {
                                /** @enum {string} */
                                tier: "新粉" | "铁粉" | "钻粉" | "真爱粉";
                            } | {
                                /** @constant */
                                firstJoin: true;
                            } | {
                                /** Format: uuid */
                                groupId: string;
                            };
                            fromLevel: number;
                            /** Format: date-time */
                            claimFrom: string | null;
                            /** Format: date-time */
                            claimUntil: string | null;
                            /** Format: date-time */
                            withdrawAt: string | null;
                            coupon?: {
                                minimum: components["schemas"]["Amount"];
                                off: components["schemas"]["Amount"];
                                validDays?: number;
                                /** Format: date-time */
                                validUntil?: string;
                                products?: string[];
                            } | {
                                minimum: components["schemas"]["Amount"];
                                percentOff: number;
                                atMost: components["schemas"]["Amount"];
                                validDays?: number;
                                /** Format: date-time */
                                validUntil?: string;
                                products?: string[];
                            };
                            attached?: {
                                ownerId: string;
                                ownerName: string;
                                benefitId: string;
                            };
                            /** @enum {string} */
                            honour?: "entryEffect" | "badge" | "levelUpEffect" | "giftRight" | "cheerLight";
                            /** @enum {string} */
                            style?: "breeze" | "aurora" | "comet" | "lantern" | "ripple" | "laurel";
                            gifts?: string[];
                            products?: string[];
                            amount?: components["schemas"]["Amount"];
                            /** @enum {string} */
                            status: "open" | "withdrawing" | "withdrawn";
                            stock: number | null;
                            left: number | null;
                            budget: components["schemas"]["Amount"] | null;
                            /** Format: date-time */
                            createdAt: string;
                            result: {
                                claimed: number;
                                reserved: number;
                                used: number;
                                expired: number;
                                cost: components["schemas"]["Money"];
                                orders: number;
                                sales: components["schemas"]["Money"];
                            };
                        }[];
                        nextCursor: string | null;
                        warnings: {
                            /** @enum {string} */
                            code: "higher_level_gets_less" | "level_without_benefit" | "ends_before_it_can_be_reached";
                            level: number;
                            benefitIds: string[];
                        }[];
                    };
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postBenefit: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and request give the same answer again, for 48 hours */
                "Idempotency-Key"?: string;
            };
            path: {
                ownerId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @constant */
                    kind: "coupon";
                    name: string;
                    description?: string;
                    /** @description minLevel, or tier, or firstJoin, or groupId; {} is everybody */
                    audience: {
                        /** @default 1 */
                        minLevel?: number;
                    } | {
                        /** @enum {string} */
                        tier: "新粉" | "铁粉" | "钻粉" | "真爱粉";
                    } | {
                        /** @constant */
                        firstJoin: true;
                    } | {
                        /** Format: uuid */
                        groupId: string;
                    };
                    stock?: number;
                    /** Format: date-time */
                    claimFrom?: string;
                    /** Format: date-time */
                    claimUntil?: string;
                    budget?: components["schemas"]["Amount"];
                    coupon: ({
                        minimum: components["schemas"]["Amount"];
                        off: components["schemas"]["Amount"];
                        validDays?: number;
                        /** Format: date-time */
                        validUntil?: string;
                        products?: string[];
                    } | {
                        minimum: components["schemas"]["Amount"];
                        percentOff: number;
                        atMost: components["schemas"]["Amount"];
                        validDays?: number;
                        /** Format: date-time */
                        validUntil?: string;
                        products?: string[];
                    }) | {
                        attached: {
                            ownerId: string;
                            /** Format: uuid */
                            benefitId: string;
                        };
                    };
                } | {
                    /** @constant */
                    kind: "service";
                    name: string;
                    description?: string;
                    /** @description minLevel, or tier, or firstJoin, or groupId; {} is everybody */
                    audience: {
                        /** @default 1 */
                        minLevel?: number;
                    } | {
                        /** @enum {string} */
                        tier: "新粉" | "铁粉" | "钻粉" | "真爱粉";
                    } | {
                        /** @constant */
                        firstJoin: true;
                    } | {
                        /** Format: uuid */
                        groupId: string;
                    };
                    stock?: number;
                    /** Format: date-time */
                    claimFrom?: string;
                    /** Format: date-time */
                    claimUntil?: string;
                    budget?: components["schemas"]["Amount"];
                } | {
                    /** @constant */
                    kind: "honour";
                    name: string;
                    description?: string;
                    /** @description minLevel, or tier, or firstJoin, or groupId; {} is everybody */
                    audience: {
                        /** @default 1 */
                        minLevel?: number;
                    } | {
                        /** @enum {string} */
                        tier: "新粉" | "铁粉" | "钻粉" | "真爱粉";
                    } | {
                        /** @constant */
                        firstJoin: true;
                    } | {
                        /** Format: uuid */
                        groupId: string;
                    };
                    stock?: number;
                    /** Format: date-time */
                    claimFrom?: string;
                    /** Format: date-time */
                    claimUntil?: string;
                    budget?: components["schemas"]["Amount"];
                    /**
                     * @default entryEffect
                     * @enum {string}
                     */
                    honour?: "entryEffect" | "badge" | "levelUpEffect" | "giftRight" | "cheerLight";
                    /**
                     * @default breeze
                     * @enum {string}
                     */
                    style?: "breeze" | "aurora" | "comet" | "lantern" | "ripple" | "laurel";
                    gifts?: string[];
                } | {
                    /** @constant */
                    kind: "product";
                    name: string;
                    description?: string;
                    /** @description minLevel, or tier, or firstJoin, or groupId; {} is everybody */
                    audience: {
                        /** @default 1 */
                        minLevel?: number;
                    } | {
                        /** @enum {string} */
                        tier: "新粉" | "铁粉" | "钻粉" | "真爱粉";
                    } | {
                        /** @constant */
                        firstJoin: true;
                    } | {
                        /** Format: uuid */
                        groupId: string;
                    };
                    stock?: number;
                    /** Format: date-time */
                    claimFrom?: string;
                    /** Format: date-time */
                    claimUntil?: string;
                    budget?: components["schemas"]["Amount"];
                    products?: string[];
                } | {
                    /** @constant */
                    kind: "redPacket";
                    name: string;
                    description?: string;
                    /** @description minLevel, or tier, or firstJoin, or groupId; {} is everybody */
                    audience: {
                        /** @default 1 */
                        minLevel?: number;
                    } | {
                        /** @enum {string} */
                        tier: "新粉" | "铁粉" | "钻粉" | "真爱粉";
                    } | {
                        /** @constant */
                        firstJoin: true;
                    } | {
                        /** Format: uuid */
                        groupId: string;
                    };
                    stock?: number;
                    /** Format: date-time */
                    claimFrom?: string;
                    /** Format: date-time */
                    claimUntil?: string;
                    budget?: components["schemas"]["Amount"];
                    amount?: components["schemas"]["Amount"];
                } | {
                    /** @constant */
                    kind: "luckyBag";
                    name: string;
                    description?: string;
                    /** @description minLevel, or tier, or firstJoin, or groupId; {} is everybody */
                    audience: {
                        /** @default 1 */
                        minLevel?: number;
                    } | {
                        /** @enum {string} */
                        tier: "新粉" | "铁粉" | "钻粉" | "真爱粉";
                    } | {
                        /** @constant */
                        firstJoin: true;
                    } | {
                        /** Format: uuid */
                        groupId: string;
                    };
                    stock?: number;
                    /** Format: date-time */
                    claimFrom?: string;
                    /** Format: date-time */
                    claimUntil?: string;
                    budget?: components["schemas"]["Amount"];
                };
            };
        };
        responses: {
            /** @description Offer a benefit from a level or a tier on, for joining first, or to the members of a group */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        benefitId: string;
                        /** @enum {string} */
                        kind: "coupon" | "service" | "honour" | "product" | "redPacket" | "luckyBag";
                        name: string;
                        description: string | null;
                        /** @description minLevel, or tier, or firstJoin, or groupId */
                        audience: {
                            minLevel: number;
                        } | {
                            /** @enum {string} */
                            tier: "新粉" | "铁粉" | "钻粉" | "真爱粉";
                        } | {
                            /** @constant */
                            firstJoin: true;
                        } | {
                            /** Format: uuid */
                            groupId: string;
                        };
                        fromLevel: number;
                        /** Format: date-time */
                        claimFrom: string | null;
                        /** Format: date-time */
                        claimUntil: string | null;
                        /** Format: date-time */
                        withdrawAt: string | null;
                        coupon?: {
                            minimum: components["schemas"]["Amount"];
                            off: components["schemas"]["Amount"];
                            validDays?: number;
                            /** Format: date-time */
                            validUntil?: string;
                            products?: string[];
                        } | {
                            minimum: components["schemas"]["Amount"];
                            percentOff: number;
                            atMost: components["schemas"]["Amount"];
                            validDays?: number;
                            /** Format: date-time */
                            validUntil?: string;
                            products?: string[];
                        };
                        attached?: {
                            ownerId: string;
                            ownerName: string;
                            benefitId: string;
                        };
                        /** @enum {string} */
                        honour?: "entryEffect" | "badge" | "levelUpEffect" | "giftRight" | "cheerLight";
                        /** @enum {string} */
                        style?: "breeze" | "aurora" | "comet" | "lantern" | "ripple" | "laurel";
                        gifts?: string[];
                        products?: string[];
                        amount?: components["schemas"]["Amount"];
                        /** @enum {string} */
                        status: "open" | "withdrawing" | "withdrawn";
                        stock: number | null;
                        left: number | null;
                        budget: components["schemas"]["Amount"] | null;
                        /** Format: date-time */
                        createdAt: string;
                        result: {
                            claimed: number;
                            reserved: number;
                            used: number;
                            expired: number;
                            cost: components["schemas"]["Money"];
                            orders: number;
                            sales: components["schemas"]["Money"];
                        };
                    };
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getBenefit: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                ownerId: string;
                benefitId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One benefit with what came of it */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        benefitId: string;
                        /** @enum {string} */
                        kind: "coupon" | "service" | "honour" | "product" | "redPacket" | "luckyBag";
                        name: string;
                        description: string | null;
                        /** @description minLevel, or tier, or firstJoin, or groupId */
                        audience: {
                            minLevel: number;
                        } | {
                            /** @enum {string} */
                            tier: "新粉" | "铁粉" | "钻粉" | "真爱粉";
                        } | {
                            /** @constant */
                            firstJoin: true;
                        } | {
                            /** Format: uuid */
                            groupId: string;
                        };
                        fromLevel: number;
                        /** Format: date-time */
                        claimFrom: string | null;
                        /** Format: date-time */
                        claimUntil: string | null;
                        /** Format: date-time */
                        withdrawAt: string | null;
                        coupon?: {
                            minimum: components["schemas"]["Amount"];
                            off: components["schemas"]["Amount"];
                            validDays?: number;
                            /** Format: date-time */
                            validUntil?: string;
                            products?: string[];
                        } | {
                            minimum: components["schemas"]["Amount"];
                            percentOff: number;
                            atMost: components["schemas"]["Amount"];
                            validDays?: number;
                            /** Format: date-time */
                            validUntil?: string;
                            products?: string[];
                        };
                        attached?: {
                            ownerId: string;
                            ownerName: string;
                            benefitId: string;
                        };
                        /** @enum {string} */
                        honour?: "entryEffect" | "badge" | "levelUpEffect" | "giftRight" | "cheerLight";
                        /** @enum {string} */
                        style?: "breeze" | "aurora" | "comet" | "lantern" | "ripple" | "laurel";
                        gifts?: string[];
                        products?: string[];
                        amount?: components["schemas"]["Amount"];
                        /** @enum {string} */
                        status: "open" | "withdrawing" | "withdrawn";
                        stock: number | null;
                        left: number | null;
                        budget: components["schemas"]["Amount"] | null;
                        /** Format: date-time */
                        createdAt: string;
                        result: {
                            claimed: number;
                            reserved: number;
                            used: number;
                            expired: number;
                            cost: components["schemas"]["Money"];
                            orders: number;
                            sales: components["schemas"]["Money"];
                        };
                    };
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    patchBenefit: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and request give the same answer again, for 48 hours */
                "Idempotency-Key"?: string;
            };
            path: {
                ownerId: string;
                benefitId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    name?: string;
                    description?: string | null;
                    stock?: number | null;
                    /** Format: date-time */
                    claimUntil?: string | null;
                    budget?: components["schemas"]["Amount"] | null;
                    gifts?: string[];
                    /** Format: date-time */
                    withdrawAt?: string | null;
                };
            };
        };
        responses: {
            /** @description Give more, announce its withdrawal, or change its words, unless its description is the promise and was seen */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        benefitId: string;
                        /** @enum {string} */
                        kind: "coupon" | "service" | "honour" | "product" | "redPacket" | "luckyBag";
                        name: string;
                        description: string | null;
                        /** @description minLevel, or tier, or firstJoin, or groupId */
                        audience: {
                            minLevel: number;
                        } | {
                            /** @enum {string} */
                            tier: "新粉" | "铁粉" | "钻粉" | "真爱粉";
                        } | {
                            /** @constant */
                            firstJoin: true;
                        } | {
                            /** Format: uuid */
                            groupId: string;
                        };
                        fromLevel: number;
                        /** Format: date-time */
                        claimFrom: string | null;
                        /** Format: date-time */
                        claimUntil: string | null;
                        /** Format: date-time */
                        withdrawAt: string | null;
                        coupon?: {
                            minimum: components["schemas"]["Amount"];
                            off: components["schemas"]["Amount"];
                            validDays?: number;
                            /** Format: date-time */
                            validUntil?: string;
                            products?: string[];
                        } | {
                            minimum: components["schemas"]["Amount"];
                            percentOff: number;
                            atMost: components["schemas"]["Amount"];
                            validDays?: number;
                            /** Format: date-time */
                            validUntil?: string;
                            products?: string[];
                        };
                        attached?: {
                            ownerId: string;
                            ownerName: string;
                            benefitId: string;
                        };
                        /** @enum {string} */
                        honour?: "entryEffect" | "badge" | "levelUpEffect" | "giftRight" | "cheerLight";
                        /** @enum {string} */
                        style?: "breeze" | "aurora" | "comet" | "lantern" | "ripple" | "laurel";
                        gifts?: string[];
                        products?: string[];
                        amount?: components["schemas"]["Amount"];
                        /** @enum {string} */
                        status: "open" | "withdrawing" | "withdrawn";
                        stock: number | null;
                        left: number | null;
                        budget: components["schemas"]["Amount"] | null;
                        /** Format: date-time */
                        createdAt: string;
                        result: {
                            claimed: number;
                            reserved: number;
                            used: number;
                            expired: number;
                            cost: components["schemas"]["Money"];
                            orders: number;
                            sales: components["schemas"]["Money"];
                        };
                    };
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getBenefitLadder: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                ownerId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What the club offers and from which level, for whoever looks before joining */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        ownerId: string;
                        /** @enum {string} */
                        mode: "live" | "shopping";
                        items: {
                            benefitId: string;
                            /** @enum {string} */
                            kind: "coupon" | "service" | "honour" | "product" | "redPacket" | "luckyBag";
                            name: string;
                            description: string | null;
                            /** @description minLevel, or tier, or firstJoin, or groupId */
                            audience: {
                                minLevel: number;
                            } | {
                                /** @enum {string} */
                                tier: "新粉" | "铁粉" | "钻粉" | "真爱粉";
                            } | {
                                /** @constant */
                                firstJoin: true;
                            } | {
                                /** Format: uuid */
                                groupId: string;
                            };
                            fromLevel: number;
                            /** Format: date-time */
                            claimFrom: string | null;
                            /** Format: date-time */
                            claimUntil: string | null;
                            /** Format: date-time */
                            withdrawAt: string | null;
                            coupon?: {
                                minimum: components["schemas"]["Amount"];
                                off: components["schemas"]["Amount"];
                                validDays?: number;
                                /** Format: date-time */
                                validUntil?: string;
                                products?: string[];
                            } | {
                                minimum: components["schemas"]["Amount"];
                                percentOff: number;
                                atMost: components["schemas"]["Amount"];
                                validDays?: number;
                                /** Format: date-time */
                                validUntil?: string;
                                products?: string[];
                            };
                            attached?: {
                                ownerId: string;
                                ownerName: string;
                                benefitId: string;
                            };
                            /** @enum {string} */
                            honour?: "entryEffect" | "badge" | "levelUpEffect" | "giftRight" | "cheerLight";
                            /** @enum {string} */
                            style?: "breeze" | "aurora" | "comet" | "lantern" | "ripple" | "laurel";
                            gifts?: string[];
                            products?: string[];
                            amount?: components["schemas"]["Amount"];
                        }[];
                    };
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getMemberBenefits: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                ownerId: string;
                userId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Every benefit with its state for this member, and what each takes */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        mode: "live" | "shopping";
                        level: number;
                        items: {
                            benefitId: string;
                            /** @enum {string} */
                            kind: "coupon" | "service" | "honour" | "product" | "redPacket" | "luckyBag";
                            name: string;
                            description: string | null;
                            /** @description minLevel, or tier, or firstJoin, or groupId */
                            audience: {
                                minLevel: number;
                            } | {
                                /** @enum {string} */
                                tier: "新粉" | "铁粉" | "钻粉" | "真爱粉";
                            } | {
                                /** @constant */
                                firstJoin: true;
                            } | {
                                /** Format: uuid */
                                groupId: string;
                            };
                            fromLevel: number;
                            /** Format: date-time */
                            claimFrom: string | null;
                            /** Format: date-time */
                            claimUntil: string | null;
                            /** Format: date-time */
                            withdrawAt: string | null;
                            coupon?: {
                                minimum: components["schemas"]["Amount"];
                                off: components["schemas"]["Amount"];
                                validDays?: number;
                                /** Format: date-time */
                                validUntil?: string;
                                products?: string[];
                            } | {
                                minimum: components["schemas"]["Amount"];
                                percentOff: number;
                                atMost: components["schemas"]["Amount"];
                                validDays?: number;
                                /** Format: date-time */
                                validUntil?: string;
                                products?: string[];
                            };
                            attached?: {
                                ownerId: string;
                                ownerName: string;
                                benefitId: string;
                            };
                            /** @enum {string} */
                            honour?: "entryEffect" | "badge" | "levelUpEffect" | "giftRight" | "cheerLight";
                            /** @enum {string} */
                            style?: "breeze" | "aurora" | "comet" | "lantern" | "ripple" | "laurel";
                            gifts?: string[];
                            products?: string[];
                            amount?: components["schemas"]["Amount"];
                            /** @enum {string} */
                            state: "locked" | "claimable" | "claimed" | "reserved" | "used" | "expired" | "lapsed";
                            entitlementId?: string;
                            missing: number;
                            /** Format: date-time */
                            claimedAt: string | null;
                            /** Format: date-time */
                            expiresAt: string | null;
                            left: number | null;
                            code?: string;
                        }[];
                    };
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getEligibility: {
        parameters: {
            query?: {
                products?: string;
                gifts?: string;
            };
            header?: never;
            path: {
                ownerId: string;
                userId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description May this user buy these goods, or these gifts of a live room, now? For a product page, and for a room */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        userId: string;
                        items: {
                            productId: string;
                            allowed: boolean;
                            code?: string;
                            fromLevel: number | null;
                            benefitId: string | null;
                        }[];
                        gifts?: {
                            giftId: string;
                            allowed: boolean;
                            code?: string;
                            fromLevel: number | null;
                            benefitId: string | null;
                        }[];
                    };
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getEntitlement: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                entitlementId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What somebody took: its state, until when, for which order */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        benefitId: string;
                        /** @enum {string} */
                        kind: "coupon" | "service" | "honour" | "product" | "redPacket" | "luckyBag";
                        name: string;
                        description: string | null;
                        /** @description minLevel, or tier, or firstJoin, or groupId */
                        audience: {
                            minLevel: number;
                        } | {
                            /** @enum {string} */
                            tier: "新粉" | "铁粉" | "钻粉" | "真爱粉";
                        } | {
                            /** @constant */
                            firstJoin: true;
                        } | {
                            /** Format: uuid */
                            groupId: string;
                        };
                        fromLevel: number;
                        /** Format: date-time */
                        claimFrom: string | null;
                        /** Format: date-time */
                        claimUntil: string | null;
                        /** Format: date-time */
                        withdrawAt: string | null;
                        coupon?: {
                            minimum: components["schemas"]["Amount"];
                            off: components["schemas"]["Amount"];
                            validDays?: number;
                            /** Format: date-time */
                            validUntil?: string;
                            products?: string[];
                        } | {
                            minimum: components["schemas"]["Amount"];
                            percentOff: number;
                            atMost: components["schemas"]["Amount"];
                            validDays?: number;
                            /** Format: date-time */
                            validUntil?: string;
                            products?: string[];
                        };
                        attached?: {
                            ownerId: string;
                            ownerName: string;
                            benefitId: string;
                        };
                        /** @enum {string} */
                        honour?: "entryEffect" | "badge" | "levelUpEffect" | "giftRight" | "cheerLight";
                        /** @enum {string} */
                        style?: "breeze" | "aurora" | "comet" | "lantern" | "ripple" | "laurel";
                        gifts?: string[];
                        products?: string[];
                        amount?: components["schemas"]["Amount"];
                        entitlementId: string;
                        ownerId: string;
                        ownerName: string;
                        userId: string;
                        /** @enum {string} */
                        state: "locked" | "claimable" | "claimed" | "reserved" | "used" | "expired" | "lapsed";
                        /** Format: date-time */
                        claimedAt: string | null;
                        /** Format: date-time */
                        expiresAt: string | null;
                        orderId: string | null;
                        off: components["schemas"]["Money"] | null;
                        code: string | null;
                    };
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listEntitlements: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
                state?: "usable" | "all";
            };
            header?: never;
            path: {
                userId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What a user took, of all clubs, newest first */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            benefitId: string;
                            /** @enum {string} */
                            kind: "coupon" | "service" | "honour" | "product" | "redPacket" | "luckyBag";
                            name: string;
                            description: string | null;
                            /** @description minLevel, or tier, or firstJoin, or groupId */
                            audience: {
                                minLevel: number;
                            } | {
                                /** @enum {string} */
                                tier: "新粉" | "铁粉" | "钻粉" | "真爱粉";
                            } | {
                                /** @constant */
                                firstJoin: true;
                            } | {
                                /** Format: uuid */
                                groupId: string;
                            };
                            fromLevel: number;
                            /** Format: date-time */
                            claimFrom: string | null;
                            /** Format: date-time */
                            claimUntil: string | null;
                            /** Format: date-time */
                            withdrawAt: string | null;
                            coupon?: {
                                minimum: components["schemas"]["Amount"];
                                off: components["schemas"]["Amount"];
                                validDays?: number;
                                /** Format: date-time */
                                validUntil?: string;
                                products?: string[];
                            } | {
                                minimum: components["schemas"]["Amount"];
                                percentOff: number;
                                atMost: components["schemas"]["Amount"];
                                validDays?: number;
                                /** Format: date-time */
                                validUntil?: string;
                                products?: string[];
                            };
                            attached?: {
                                ownerId: string;
                                ownerName: string;
                                benefitId: string;
                            };
                            /** @enum {string} */
                            honour?: "entryEffect" | "badge" | "levelUpEffect" | "giftRight" | "cheerLight";
                            /** @enum {string} */
                            style?: "breeze" | "aurora" | "comet" | "lantern" | "ripple" | "laurel";
                            gifts?: string[];
                            products?: string[];
                            amount?: components["schemas"]["Amount"];
                            entitlementId: string;
                            ownerId: string;
                            ownerName: string;
                            userId: string;
                            /** @enum {string} */
                            state: "locked" | "claimable" | "claimed" | "reserved" | "used" | "expired" | "lapsed";
                            /** Format: date-time */
                            claimedAt: string | null;
                            /** Format: date-time */
                            expiresAt: string | null;
                            orderId: string | null;
                            off: components["schemas"]["Money"] | null;
                            code: string | null;
                        }[];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postClaim: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and request give the same answer again, for 48 hours */
                "Idempotency-Key"?: string;
            };
            path: {
                ownerId: string;
                benefitId: string;
                userId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Take a benefit, once ever; `already_claimed` tells `entitlementId` and `state` of what the user has */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        benefitId: string;
                        /** @enum {string} */
                        kind: "coupon" | "service" | "honour" | "product" | "redPacket" | "luckyBag";
                        name: string;
                        description: string | null;
                        /** @description minLevel, or tier, or firstJoin, or groupId */
                        audience: {
                            minLevel: number;
                        } | {
                            /** @enum {string} */
                            tier: "新粉" | "铁粉" | "钻粉" | "真爱粉";
                        } | {
                            /** @constant */
                            firstJoin: true;
                        } | {
                            /** Format: uuid */
                            groupId: string;
                        };
                        fromLevel: number;
                        /** Format: date-time */
                        claimFrom: string | null;
                        /** Format: date-time */
                        claimUntil: string | null;
                        /** Format: date-time */
                        withdrawAt: string | null;
                        coupon?: {
                            minimum: components["schemas"]["Amount"];
                            off: components["schemas"]["Amount"];
                            validDays?: number;
                            /** Format: date-time */
                            validUntil?: string;
                            products?: string[];
                        } | {
                            minimum: components["schemas"]["Amount"];
                            percentOff: number;
                            atMost: components["schemas"]["Amount"];
                            validDays?: number;
                            /** Format: date-time */
                            validUntil?: string;
                            products?: string[];
                        };
                        attached?: {
                            ownerId: string;
                            ownerName: string;
                            benefitId: string;
                        };
                        /** @enum {string} */
                        honour?: "entryEffect" | "badge" | "levelUpEffect" | "giftRight" | "cheerLight";
                        /** @enum {string} */
                        style?: "breeze" | "aurora" | "comet" | "lantern" | "ripple" | "laurel";
                        gifts?: string[];
                        products?: string[];
                        amount?: components["schemas"]["Amount"];
                        entitlementId: string;
                        ownerId: string;
                        ownerName: string;
                        userId: string;
                        /** @enum {string} */
                        state: "locked" | "claimable" | "claimed" | "reserved" | "used" | "expired" | "lapsed";
                        /** Format: date-time */
                        claimedAt: string | null;
                        /** Format: date-time */
                        expiresAt: string | null;
                        orderId: string | null;
                        off: components["schemas"]["Money"] | null;
                        code: string | null;
                    };
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listAttachments: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path: {
                ownerId: string;
                benefitId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Who may attach this coupon, how many, and what came of it */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            creatorId: string;
                            creatorName: string;
                            stock: number;
                            left: number;
                            /** Format: date-time */
                            endedAt: string | null;
                            claimed: number;
                            used: number;
                            cost: components["schemas"]["Money"];
                            orders: number;
                            sales: components["schemas"]["Money"];
                        }[];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getAttachment: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                ownerId: string;
                benefitId: string;
                creatorId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description How many of this coupon one other owner may attach, and what came of it */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        creatorId: string;
                        creatorName: string;
                        stock: number;
                        left: number;
                        /** Format: date-time */
                        endedAt: string | null;
                        claimed: number;
                        used: number;
                        cost: components["schemas"]["Money"];
                        orders: number;
                        sales: components["schemas"]["Money"];
                    };
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    putAttachment: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and request give the same answer again, for 48 hours */
                "Idempotency-Key"?: string;
            };
            path: {
                ownerId: string;
                benefitId: string;
                creatorId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    stock: number;
                };
            };
        };
        responses: {
            /** @description Let another owner, who has no shop, attach a coupon of this one’s: how many in all */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        creatorId: string;
                        creatorName: string;
                        stock: number;
                        left: number;
                        /** Format: date-time */
                        endedAt: string | null;
                        claimed: number;
                        used: number;
                        cost: components["schemas"]["Money"];
                        orders: number;
                        sales: components["schemas"]["Money"];
                    };
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteAttachment: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and request give the same answer again, for 48 hours */
                "Idempotency-Key"?: string;
            };
            path: {
                ownerId: string;
                benefitId: string;
                creatorId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Let nothing more of a coupon be attached; what holds it ends after its notice, what was claimed stays usable */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        creatorId: string;
                        creatorName: string;
                        stock: number;
                        left: number;
                        /** Format: date-time */
                        endedAt: string | null;
                        claimed: number;
                        used: number;
                        cost: components["schemas"]["Money"];
                        orders: number;
                        sales: components["schemas"]["Money"];
                    };
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listAttachableCoupons: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path: {
                ownerId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Coupons of other owners that this one may attach now, with what is left of each */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            ownerId: string;
                            ownerName: string;
                            benefitId: string;
                            name: string;
                            description: string | null;
                            coupon: {
                                minimum: components["schemas"]["Amount"];
                                off: components["schemas"]["Amount"];
                                validDays?: number;
                                /** Format: date-time */
                                validUntil?: string;
                                products?: string[];
                            } | {
                                minimum: components["schemas"]["Amount"];
                                percentOff: number;
                                atMost: components["schemas"]["Amount"];
                                validDays?: number;
                                /** Format: date-time */
                                validUntil?: string;
                                products?: string[];
                            };
                            stock: number;
                            left: number;
                        }[];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getUser: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                userId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A user: his ids, his name, the clubs he is in */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UserView"];
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    putUser: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and request give the same answer again, for 48 hours */
                "Idempotency-Key"?: string;
            };
            path: {
                userId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UserInput"];
            };
        };
        responses: {
            /** @description Name a user */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UserView"];
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listMerges: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path: {
                userId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The record of users merged into this one */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["MergeView"][];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postMerge: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and request give the same answer again, for 48 hours */
                "Idempotency-Key"?: string;
            };
            path: {
                userId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MergeInput"];
            };
        };
        responses: {
            /** @description Merge another known user into this one: a decision with a record; balances move as ledger entries */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MergeView"];
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    putAlias: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and request give the same answer again, for 48 hours */
                "Idempotency-Key"?: string;
            };
            path: {
                userId: string;
                aliasId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Say that another id is this user; an id that is known as someone else’s needs a merge */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UserView"];
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getUserData: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path: {
                userId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description All that is held on a user, record by record, kind after kind: what he sees and takes with him */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: ({
                            userId: string;
                            name: string | null;
                            profile: {
                                [key: string]: unknown;
                            } | null;
                            /** Format: date-time */
                            knownSince: string;
                            /** @constant */
                            kind: "user";
                        } | {
                            userId: string;
                            /** @constant */
                            kind: "alias";
                        } | {
                            mergeId: string;
                            /** Format: date-time */
                            at: string;
                            by: string;
                            reason: string;
                            /** @constant */
                            kind: "merge";
                        } | {
                            erasureId: string;
                            /** @enum {string} */
                            state: "requested" | "erased" | "finished";
                            /** Format: date-time */
                            requestedAt: string;
                            /** Format: date-time */
                            erasedAt: string | null;
                            /** @constant */
                            kind: "erasure";
                        } | {
                            ownerId: string;
                            follows: boolean;
                            /** Format: date-time */
                            followedAt: string | null;
                            /** Format: date-time */
                            leftAt: string | null;
                            entryGift: string | null;
                            /** Format: date-time */
                            entryGiftAt: string | null;
                            /** Format: date-time */
                            excludedAt: string | null;
                            excludedReason: string | null;
                            /** @constant */
                            kind: "club";
                        } | {
                            ownerId: string;
                            /** @enum {string} */
                            mode: "live" | "shopping";
                            scene: string;
                            /** Format: date-time */
                            joinedAt: string;
                            intimacy: number;
                            level: number;
                            /** Format: date-time */
                            lastEarnedAt: string | null;
                            /** @constant */
                            kind: "membership";
                        } | {
                            ownerId: string;
                            /** @enum {string} */
                            mode: "live" | "shopping";
                            what: string;
                            scene: string;
                            /** Format: date-time */
                            at: string;
                            /** @constant */
                            kind: "membershipEvent";
                        } | {
                            ownerId: string;
                            /** @enum {string} */
                            mode: "live" | "shopping";
                            entryId: string;
                            /** Format: date-time */
                            at: string;
                            /** Format: date */
                            businessDay: string;
                            task: string;
                            delta: number;
                            balance: number;
                            shortfall: number;
                            eventId: string | null;
                            source: string | null;
                            orderId: string | null;
                            paid: components["schemas"]["Money"] | null;
                            reason: string | null;
                            by: string | null;
                            /** @constant */
                            kind: "ledgerEntry";
                        } | {
                            ownerId: string;
                            /** @enum {string} */
                            mode: "live" | "shopping";
                            /** Format: date */
                            businessDay: string;
                            level: number;
                            earned: number;
                            units: {
                                [key: string]: number;
                            };
                            /** @constant */
                            kind: "day";
                        } | {
                            /** Format: date */
                            businessDay: string;
                            spans: number[];
                            /** @constant */
                            kind: "watched";
                        } | {
                            ownerId: string;
                            /** Format: date */
                            businessDay: string;
                            task: string;
                            productId: string;
                            /** @constant */
                            kind: "productSeen";
                        } | {
                            ownerId: string;
                            orderId: string;
                            /** Format: date-time */
                            at: string;
                            paid: components["schemas"]["Money"];
                            refunded: components["schemas"]["Money"];
                            earned: number;
                            taken: number;
                            sessionId: string | null;
                            lineIds: string[];
                            reviewedLineIds: string[];
                            refundIds: string[];
                            /** Format: date-time */
                            shippedAt: string | null;
                            /** Format: date-time */
                            deliveredAt: string | null;
                            /** @constant */
                            kind: "order";
                        } | {
                            ownerId: string;
                            orderId: string;
                            what: string;
                            partId: string;
                            amount: components["schemas"]["Money"] | null;
                            /** Format: date-time */
                            at: string;
                            /** Format: date-time */
                            waitsUntil: string;
                            status: string;
                            /** @constant */
                            kind: "orderWaiting";
                        } | {
                            ownerId: string;
                            sessionId: string;
                            /** Format: date-time */
                            firstAt: string;
                            /** Format: date-time */
                            lastAt: string;
                            member: boolean;
                            /** @constant */
                            kind: "session";
                        } | {
                            source: string;
                            eventId: string;
                            status: string;
                            code: string | null;
                            points: number | null;
                            /** Format: date-time */
                            takenAt: string;
                            /** @constant */
                            kind: "event";
                        } | {
                            source: string;
                            eventId: string;
                            state: string;
                            /** Format: date-time */
                            at: string;
                            event: string;
                            /** @constant */
                            kind: "failedEvent";
                        } | {
                            ownerId: string;
                            benefitId: string;
                            benefitName: string;
                            entitlementId: string;
                            state: string;
                            /** Format: date-time */
                            openedAt: string | null;
                            /** Format: date-time */
                            claimedAt: string | null;
                            /** Format: date-time */
                            expiresAt: string | null;
                            /** Format: date-time */
                            reservedAt: string | null;
                            /** Format: date-time */
                            usedAt: string | null;
                            orderId: string | null;
                            off: components["schemas"]["Money"] | null;
                            code: string | null;
                            /** @constant */
                            kind: "benefit";
                        } | {
                            ownerId: string;
                            campaignId: string;
                            /** Format: date-time */
                            enteredAt: string;
                            enteredAs: string;
                            salt: string;
                            nonce: string;
                            hash: string;
                            orderId: string | null;
                            prize: number | null;
                            /** @constant */
                            kind: "campaignEntry";
                        } | {
                            ownerId: string;
                            campaignId: string;
                            /** Format: date-time */
                            saidAt: string | null;
                            watched: string;
                            /** @constant */
                            kind: "campaignAct";
                        } | {
                            ownerId: string;
                            campaignId: string;
                            prize: number;
                            worth: components["schemas"]["Money"];
                            orderId: string | null;
                            /** Format: date-time */
                            deliveredAt: string | null;
                            /** @constant */
                            kind: "win";
                        } | {
                            ownerId: string;
                            packetId: string;
                            amount: components["schemas"]["Money"];
                            /** Format: date-time */
                            at: string;
                            /** @constant */
                            kind: "packetShare";
                        } | {
                            balance: components["schemas"]["Money"];
                            payingOut: components["schemas"]["Money"];
                            paidOut: components["schemas"]["Money"];
                            /** @constant */
                            kind: "balance";
                        } | {
                            transferId: string;
                            /** Format: date-time */
                            at: string;
                            what: string;
                            from: string;
                            to: string;
                            amount: components["schemas"]["Money"];
                            note: string | null;
                            by: string | null;
                            /** @constant */
                            kind: "balanceEntry";
                        } | {
                            payoutId: string;
                            amount: components["schemas"]["Money"];
                            status: string;
                            /** Format: date-time */
                            requestedAt: string;
                            /** Format: date-time */
                            decidedAt: string | null;
                            reference: string | null;
                            reason: string | null;
                            /** @constant */
                            kind: "payout";
                        } | {
                            ownerId: string;
                            balance: number;
                            earned: number;
                            spent: number;
                            /** @constant */
                            kind: "points";
                        } | {
                            ownerId: string;
                            /** Format: date-time */
                            at: string;
                            what: string;
                            delta: number;
                            balance: number;
                            reason: string | null;
                            by: string | null;
                            /** @constant */
                            kind: "pointsEntry";
                        } | {
                            ownerId: string;
                            groupId: string;
                            group: string;
                            /** Format: date-time */
                            joinedAt: string;
                            /** Format: date-time */
                            leftAt: string | null;
                            /** Format: date-time */
                            removedAt: string | null;
                            removedReason: string | null;
                            /** Format: date-time */
                            mutedUntil: string | null;
                            /** @constant */
                            kind: "groupSeat";
                        } | {
                            ownerId: string;
                            linkId: string;
                            groupId: string;
                            what: string;
                            /** Format: date-time */
                            rungAt: string;
                            /** Format: date-time */
                            joinedAt: string | null;
                            /** Format: date-time */
                            leftAt: string | null;
                            how: string | null;
                            running: boolean;
                            /** @constant */
                            kind: "link";
                        } | {
                            groupId: string;
                            what: string;
                            /** Format: date-time */
                            askedAt: string;
                            /** @constant */
                            kind: "linkRequest";
                        } | {
                            ownerId: string;
                            groupId: string;
                            mediaId: string;
                            what: string;
                            /** Format: date-time */
                            sentAt: string;
                            facts: {
                                [key: string]: unknown;
                            } | null;
                            /** @constant */
                            kind: "medium";
                        } | {
                            deviceId: string;
                            device: string | null;
                            language: string;
                            service: string;
                            /** Format: date-time */
                            createdAt: string;
                            /** Format: date-time */
                            seenAt: string;
                            /** @constant */
                            kind: "pushDevice";
                        } | {
                            ownerId: string | null;
                            switches: {
                                [key: string]: unknown;
                            };
                            quiet: {
                                [key: string]: unknown;
                            } | null;
                            /** @constant */
                            kind: "pushSetting";
                        } | {
                            ownerId: string;
                            /** Format: date-time */
                            at: string;
                            reason: string;
                            note: string | null;
                            /** @constant */
                            kind: "groupReport";
                        } | {
                            ownerId: string;
                            groupId: string;
                            /** Format: date-time */
                            at: string;
                            what: string;
                            said: {
                                [key: string]: unknown;
                            } | null;
                            /** @constant */
                            kind: "groupMessage";
                        } | {
                            ownerId: string;
                            pollId: string;
                            question: string;
                            options: number[];
                            level: number;
                            /** Format: date-time */
                            at: string;
                            /** @constant */
                            kind: "pollVote";
                        } | {
                            ownerId: string;
                            pollId: string;
                            option: number;
                            text: string | null;
                            /** Format: date-time */
                            at: string;
                            /** @constant */
                            kind: "pollSuggestion";
                        } | {
                            ownerId: string;
                            reviewCallId: string;
                            productId: string;
                            orderId: string;
                            /** Format: date-time */
                            at: string;
                            /** @constant */
                            kind: "reviewReward";
                        } | {
                            ownerId: string;
                            /** Format: date-time */
                            openedAt: string;
                            /** Format: date-time */
                            resolvedAt: string | null;
                            /** Format: date-time */
                            blockedAt: string | null;
                            blockedReason: string | null;
                            /** @constant */
                            kind: "serviceThread";
                        } | {
                            ownerId: string;
                            /** Format: date-time */
                            at: string;
                            side: string;
                            what: string;
                            said: {
                                [key: string]: unknown;
                            };
                            /** @constant */
                            kind: "serviceMessage";
                        })[];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getErasure: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                userId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description How far the latest erasure of a user is; his id still finds it when he is known no more */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        erasureId: string;
                        /** @enum {string} */
                        state: "requested" | "erased" | "finished";
                        /** Format: date-time */
                        requestedAt: string;
                        /** Format: date-time */
                        erasedAt: string | null;
                        /** Format: date-time */
                        finishedAt: string | null;
                        /** Format: date-time */
                        finishedBy: string;
                    };
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postErasure: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and request give the same answer again, for 48 hours */
                "Idempotency-Key"?: string;
            };
            path: {
                userId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @constant */
                    confirm: true;
                };
            };
        };
        responses: {
            /** @description Erase what is held on a user: he leaves his clubs, his ids, name and profile go; begun at once, finished within 24 hours */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        erasureId: string;
                        /** @enum {string} */
                        state: "requested" | "erased" | "finished";
                        /** Format: date-time */
                        requestedAt: string;
                        /** Format: date-time */
                        erasedAt: string | null;
                        /** Format: date-time */
                        finishedAt: string | null;
                        /** Format: date-time */
                        finishedBy: string;
                    };
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listInvitations: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Open invitations, newest first */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["InvitationView"][];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createInvitation: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and request give the same answer again, for 48 hours */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["InvitationInput"];
            };
        };
        responses: {
            /** @description Invites an administrator, reviewer, owner or sub-account; the link works once, for 7 days */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InvitationMade"];
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listStaffInvitations: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path: {
                ownerId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Open invitations of the club’s sub-accounts, newest first */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["InvitationView"][];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listStaff: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path: {
                ownerId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Sub-accounts of the club and what they may do */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["StaffView"][];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    inviteStaff: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and request give the same answer again, for 48 hours */
                "Idempotency-Key"?: string;
            };
            path: {
                ownerId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["StaffInput"];
            };
        };
        responses: {
            /** @description Invites a sub-account of the club with permissions */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InvitationMade"];
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listApiKeys: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The platform’s further keys, newest first; never the keys themselves */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["ApiKeyView"][];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createApiKey: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and request give the same answer again, for 48 hours */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ApiKeyInput"];
            };
        };
        responses: {
            /** @description Another key of the platform; it is shown only now */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiKeyMade"];
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listClubApiKeys: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path: {
                ownerId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Keys of the club’s own programs, newest first; never the keys themselves */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["ApiKeyView"][];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createClubApiKey: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and request give the same answer again, for 48 hours */
                "Idempotency-Key"?: string;
            };
            path: {
                ownerId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ClubApiKeyInput"];
            };
        };
        responses: {
            /** @description A key for programs of one club, with permissions; it is shown only now */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiKeyMade"];
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listAccounts: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description People who sign in, newest first */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["AccountView"][];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    revokeInvitation: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and request give the same answer again, for 48 hours */
                "Idempotency-Key"?: string;
            };
            path: {
                invitationId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Withdraws an open invitation */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Done"];
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    revokeStaffInvitation: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and request give the same answer again, for 48 hours */
                "Idempotency-Key"?: string;
            };
            path: {
                ownerId: string;
                invitationId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Withdraws an open invitation of the club */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Done"];
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    setStaff: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and request give the same answer again, for 48 hours */
                "Idempotency-Key"?: string;
            };
            path: {
                ownerId: string;
                staffId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["StaffInput"];
            };
        };
        responses: {
            /** @description Sets what a sub-account may do, from its next call on; the id may be one of the platform’s own */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StaffView"];
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    revokeStaff: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and request give the same answer again, for 48 hours */
                "Idempotency-Key"?: string;
            };
            path: {
                ownerId: string;
                staffId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Ends a sub-account at once */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Done"];
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    revokeApiKey: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and request give the same answer again, for 48 hours */
                "Idempotency-Key"?: string;
            };
            path: {
                keyId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Ends a key at once */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Done"];
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    revokeClubApiKey: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and request give the same answer again, for 48 hours */
                "Idempotency-Key"?: string;
            };
            path: {
                ownerId: string;
                keyId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Ends a key of the club at once */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Done"];
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    disableAccount: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and request give the same answer again, for 48 hours */
                "Idempotency-Key"?: string;
            };
            path: {
                accountId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Disables an account and ends its sessions at once */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Done"];
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listRooms: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                ownerId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Connections of an owner to platform rooms and shops */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RoomList"];
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createRoom: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and request give the same answer again, for 48 hours */
                "Idempotency-Key"?: string;
            };
            path: {
                ownerId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @constant */
                    platform: "douyinLive";
                    name: string;
                    roomId?: string;
                    /** @default {} */
                    settings?: {
                        /** @default 10 */
                        fenPerCoin?: number;
                        /** @default 300 */
                        toleranceSeconds?: number;
                    };
                    secrets?: {
                        [key: string]: string;
                    };
                } | {
                    /** @constant */
                    platform: "bilibiliLive";
                    name: string;
                    roomId?: string;
                    /** @default {} */
                    settings?: {
                        /** @default 10 */
                        coinsPerYuan?: number;
                        /** @default 300 */
                        toleranceSeconds?: number;
                    };
                } | {
                    /** @constant */
                    platform: "doudianShop";
                    name: string;
                    settings: {
                        appKey: string;
                        shopId?: string;
                        /** @default {} */
                        tags?: {
                            /**
                             * @default [
                             *       "101",
                             *       "110"
                             *     ]
                             */
                            paid?: string[];
                            /**
                             * @default [
                             *       "206"
                             *     ]
                             */
                            refunded?: string[];
                        };
                        /**
                         * @default live
                         * @enum {string}
                         */
                        orderDetail?: "live" | "recorded";
                        /**
                         * @default hmac-sha256
                         * @enum {string}
                         */
                        signMethod?: "hmac-sha256" | "md5";
                        /** @default [] */
                        authorIds?: string[];
                    };
                    secrets: {
                        appSecret: string;
                        accessToken?: string;
                    };
                };
            };
        };
        responses: {
            /** @description Connects a room or shop; the answer holds the address and, this once, the secrets we made */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RoomWithSecrets"];
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getRoom: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                ownerId: string;
                roomConnectionId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One connection, with what its messages came to */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RoomView"];
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteRoom: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and request give the same answer again, for 48 hours */
                "Idempotency-Key"?: string;
            };
            path: {
                ownerId: string;
                roomConnectionId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Removes a connection with its deliveries and waiting orders; points stay */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        roomConnectionId: string;
                    };
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    changeRoom: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and request give the same answer again, for 48 hours */
                "Idempotency-Key"?: string;
            };
            path: {
                ownerId: string;
                roomConnectionId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RoomPatch"];
            };
        };
        responses: {
            /** @description Changes name, room, settings, or switches it on or off */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RoomView"];
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listRoomDeliveries: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                ownerId: string;
                roomConnectionId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The latest deliveries with their payloads, newest first: 50 genuine, 20 refused, 7 days */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeliveryList"];
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listRoomPending: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                ownerId: string;
                roomConnectionId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Shop orders and refunds that wait for their order detail, newest first, at most 200 */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PendingList"];
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    rotateRoomSecrets: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and request give the same answer again, for 48 hours */
                "Idempotency-Key"?: string;
            };
            path: {
                ownerId: string;
                roomConnectionId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SecretsInput"];
            };
        };
        responses: {
            /** @description New secrets, ours or the platform’s; the ones before stay good for graceHours */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SecretsView"];
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    testRoom: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and request give the same answer again, for 48 hours */
                "Idempotency-Key"?: string;
            };
            path: {
                ownerId: string;
                roomConnectionId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TestInput"];
            };
        };
        responses: {
            /** @description Sends a signed sample through the adapter and shows what it would become; applies nothing */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TestView"];
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    replayRoomDelivery: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and request give the same answer again, for 48 hours */
                "Idempotency-Key"?: string;
            };
            path: {
                ownerId: string;
                roomConnectionId: string;
                deliveryId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Applies a listed delivery again; what counted already stays a duplicate */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReplayView"];
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    retryRoomPending: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and request give the same answer again, for 48 hours */
                "Idempotency-Key"?: string;
            };
            path: {
                ownerId: string;
                roomConnectionId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Asks now about orders whose detail is missing, given up ones too */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RetryView"];
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getOperations: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description How the service runs, over all its nodes: rates, lag, batches, rejections, nodes, quarantine, long work, streams read */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** Format: date-time */
                        at: string;
                        rate: {
                            now: number;
                            hour: number;
                        };
                        minutes: {
                            /** Format: date-time */
                            minute: string;
                            events: number;
                            duplicates: number;
                            rejected: number;
                            batches: number;
                            commit: {
                                p50: number | null;
                                p99: number | null;
                            };
                            queueMost: number;
                        }[];
                        hour: {
                            events: number;
                            batches: number;
                            byStatus: {
                                applied: number;
                                duplicate: number;
                                ignored: number;
                                rejected: number;
                                waiting: number;
                            };
                            rejections: {
                                code: string;
                                events: number;
                            }[];
                            commit: {
                                p50: number | null;
                                p99: number | null;
                            };
                            queueWait: {
                                p50: number | null;
                                p99: number | null;
                            };
                            batchSizes: {
                                upTo: number | null;
                                batches: number;
                            }[];
                        };
                        lag: {
                            outbox: number;
                            dueOverdue: number;
                            dueLate: number;
                            dueFailed: number;
                            webhooksWaiting: number;
                            webhooksLate: number;
                            webhooksUnread: number;
                            pushesUnread: number;
                        };
                        nodes: {
                            /** Format: uuid */
                            nodeId: string;
                            version: string;
                            /** Format: date-time */
                            startedAt: string;
                            /** Format: date-time */
                            seenAt: string;
                            /** @enum {string} */
                            state: "alive" | "dead" | "stopped";
                            figures: {
                                eventsPerSecond: number;
                                batchesPerSecond: number;
                                queued: number;
                                streamClients: number;
                                streamsDropped: number;
                                commitP99: number | null;
                                memoryBytes: number;
                            };
                        }[];
                        quarantine: {
                            waiting: number;
                            bytes: number;
                            /** Format: date-time */
                            oldestAt: string | null;
                            eventsMost: number;
                            bytesMost: number;
                        };
                        work: {
                            kind: string;
                            ownerId: string | null;
                            ownerName: string | null;
                            done: number;
                            total: number;
                            /** Format: date-time */
                            startedAt: string;
                            /** Format: date-time */
                            updatedAt: string;
                            /** Format: date-time */
                            failedAt: string | null;
                        }[];
                        streams: {
                            durable: string;
                            stream: string;
                            subject: string;
                            pending: number;
                            /** Format: date-time */
                            movedAt: string;
                            /** Format: date-time */
                            seenAt: string;
                            open: number;
                            incidents: {
                                number: number;
                                /** Format: date-time */
                                at: string;
                                /** @enum {string} */
                                kind: "hole" | "recreated" | "lost_tail" | "rewritten" | "gone" | "accepted" | "bad_message" | "refused_event" | "failed_message";
                                first: number;
                                last: number;
                                certain: boolean;
                                code: string | null;
                                eventId: string | null;
                            }[];
                        }[];
                    };
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listQuarantine: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
                state?: "waiting" | "applied" | "discarded";
                source?: string;
                error?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Events that failed for a reason of ours and wait for a decision, newest first; and what became of earlier ones */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            quarantineId: string;
                            source: string;
                            eventId: string;
                            type: string;
                            userId: string | null;
                            /** @enum {string} */
                            state: "waiting" | "applied" | "discarded";
                            error: {
                                type: string;
                                code: string | null;
                                message: string;
                            };
                            attempts: number;
                            /** Format: date-time */
                            firstAt: string;
                            /** Format: date-time */
                            lastAt: string;
                            outcome: {
                                /** @enum {string} */
                                status: "applied" | "duplicate" | "ignored" | "rejected" | "waiting";
                                code: string | null;
                            } | null;
                            /** Format: date-time */
                            decidedAt: string | null;
                            decidedBy: string | null;
                        }[];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getQuarantined: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                quarantineId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One kept event with its body */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        quarantineId: string;
                        source: string;
                        eventId: string;
                        type: string;
                        userId: string | null;
                        /** @enum {string} */
                        state: "waiting" | "applied" | "discarded";
                        error: {
                            type: string;
                            code: string | null;
                            message: string;
                        };
                        attempts: number;
                        /** Format: date-time */
                        firstAt: string;
                        /** Format: date-time */
                        lastAt: string;
                        outcome: {
                            /** @enum {string} */
                            status: "applied" | "duplicate" | "ignored" | "rejected" | "waiting";
                            code: string | null;
                        } | null;
                        /** Format: date-time */
                        decidedAt: string | null;
                        decidedBy: string | null;
                        raw: string;
                    };
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    retryQuarantined: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and request give the same answer again, for 48 hours */
                "Idempotency-Key"?: string;
            };
            path: {
                quarantineId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Send a kept event again */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        quarantineId: string;
                        source: string;
                        eventId: string;
                        type: string;
                        userId: string | null;
                        /** @enum {string} */
                        state: "waiting" | "applied" | "discarded";
                        error: {
                            type: string;
                            code: string | null;
                            message: string;
                        };
                        attempts: number;
                        /** Format: date-time */
                        firstAt: string;
                        /** Format: date-time */
                        lastAt: string;
                        outcome: {
                            /** @enum {string} */
                            status: "applied" | "duplicate" | "ignored" | "rejected" | "waiting";
                            code: string | null;
                        } | null;
                        /** Format: date-time */
                        decidedAt: string | null;
                        decidedBy: string | null;
                        raw: string;
                    };
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    discardQuarantined: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and request give the same answer again, for 48 hours */
                "Idempotency-Key"?: string;
            };
            path: {
                quarantineId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Set a kept event aside for good; it earns nothing */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        quarantineId: string;
                        source: string;
                        eventId: string;
                        type: string;
                        userId: string | null;
                        /** @enum {string} */
                        state: "waiting" | "applied" | "discarded";
                        error: {
                            type: string;
                            code: string | null;
                            message: string;
                        };
                        attempts: number;
                        /** Format: date-time */
                        firstAt: string;
                        /** Format: date-time */
                        lastAt: string;
                        outcome: {
                            /** @enum {string} */
                            status: "applied" | "duplicate" | "ignored" | "rejected" | "waiting";
                            code: string | null;
                        } | null;
                        /** Format: date-time */
                        decidedAt: string | null;
                        decidedBy: string | null;
                        raw: string;
                    };
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    retryQuarantinedMany: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and request give the same answer again, for 48 hours */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    ids: string[];
                };
            };
        };
        responses: {
            /** @description Send kept events again */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            quarantineId: string;
                            source: string;
                            eventId: string;
                            type: string;
                            userId: string | null;
                            /** @enum {string} */
                            state: "waiting" | "applied" | "discarded";
                            error: {
                                type: string;
                                code: string | null;
                                message: string;
                            };
                            attempts: number;
                            /** Format: date-time */
                            firstAt: string;
                            /** Format: date-time */
                            lastAt: string;
                            outcome: {
                                /** @enum {string} */
                                status: "applied" | "duplicate" | "ignored" | "rejected" | "waiting";
                                code: string | null;
                            } | null;
                            /** Format: date-time */
                            decidedAt: string | null;
                            decidedBy: string | null;
                        }[];
                    };
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    discardQuarantinedMany: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and request give the same answer again, for 48 hours */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    ids: string[];
                };
            };
        };
        responses: {
            /** @description Set kept events aside for good; they earn nothing */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            quarantineId: string;
                            source: string;
                            eventId: string;
                            type: string;
                            userId: string | null;
                            /** @enum {string} */
                            state: "waiting" | "applied" | "discarded";
                            error: {
                                type: string;
                                code: string | null;
                                message: string;
                            };
                            attempts: number;
                            /** Format: date-time */
                            firstAt: string;
                            /** Format: date-time */
                            lastAt: string;
                            outcome: {
                                /** @enum {string} */
                                status: "applied" | "duplicate" | "ignored" | "rejected" | "waiting";
                                code: string | null;
                            } | null;
                            /** Format: date-time */
                            decidedAt: string | null;
                            decidedBy: string | null;
                        }[];
                    };
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listClubWebhooks: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                ownerId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Webhook endpoints of an owner, oldest first */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookList"];
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createClubWebhook: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and request give the same answer again, for 48 hours */
                "Idempotency-Key"?: string;
            };
            path: {
                ownerId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WebhookInput"];
            };
        };
        responses: {
            /** @description A new endpoint of an owner; the answer holds, this once, the secret that signs its messages */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookMade"];
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getClubWebhook: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                ownerId: string;
                webhookId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One endpoint and how it fares */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookView"];
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteClubWebhook: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and request give the same answer again, for 48 hours */
                "Idempotency-Key"?: string;
            };
            path: {
                ownerId: string;
                webhookId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Removes an endpoint with its deliveries */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookRemoved"];
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    changeClubWebhook: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and request give the same answer again, for 48 hours */
                "Idempotency-Key"?: string;
            };
            path: {
                ownerId: string;
                webhookId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WebhookPatch"];
            };
        };
        responses: {
            /** @description Changes address, types or description, or switches it on or off; messages that wait go out when it is on again */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookView"];
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listClubWebhookDeliveries: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
                status?: "waiting" | "delivered" | "failed";
            };
            header?: never;
            path: {
                ownerId: string;
                webhookId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Its deliveries with payload, attempts, next try and answer, newest first, of the last 7 days */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookDeliveryList"];
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listWebhooks: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Webhook endpoints of the platform, told of all owners, oldest first */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookList"];
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createWebhook: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and request give the same answer again, for 48 hours */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WebhookInput"];
            };
        };
        responses: {
            /** @description A new endpoint of the platform, told of all owners; the answer holds, this once, the secret that signs its messages */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookMade"];
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getWebhook: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                webhookId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One endpoint and how it fares */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookView"];
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteWebhook: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and request give the same answer again, for 48 hours */
                "Idempotency-Key"?: string;
            };
            path: {
                webhookId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Removes an endpoint with its deliveries */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookRemoved"];
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    changeWebhook: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and request give the same answer again, for 48 hours */
                "Idempotency-Key"?: string;
            };
            path: {
                webhookId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WebhookPatch"];
            };
        };
        responses: {
            /** @description Changes address, types or description, or switches it on or off; messages that wait go out when it is on again */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookView"];
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listWebhookDeliveries: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
                status?: "waiting" | "delivered" | "failed";
            };
            header?: never;
            path: {
                webhookId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Its deliveries with payload, attempts, next try and answer, newest first, of the last 7 days */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookDeliveryList"];
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    rotateClubWebhookSecret: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and request give the same answer again, for 48 hours */
                "Idempotency-Key"?: string;
            };
            path: {
                ownerId: string;
                webhookId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WebhookRotation"];
            };
        };
        responses: {
            /** @description A new secret, shown only now; for graceHours messages carry the signatures of both */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookRotated"];
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    testClubWebhook: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and request give the same answer again, for 48 hours */
                "Idempotency-Key"?: string;
            };
            path: {
                ownerId: string;
                webhookId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Sends one signed webhook.tested now, also to an endpoint that is off, and tells what came back */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookTrial"];
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    replayClubWebhookDelivery: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and request give the same answer again, for 48 hours */
                "Idempotency-Key"?: string;
            };
            path: {
                ownerId: string;
                webhookId: string;
                deliveryId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Sends one delivery again, with the same webhook-id */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookDelivery"];
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    replayClubWebhook: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and request give the same answer again, for 48 hours */
                "Idempotency-Key"?: string;
            };
            path: {
                ownerId: string;
                webhookId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WebhookReplayInput"];
            };
        };
        responses: {
            /** @description Queues the kept messages since an instant again, at most 5000 a call */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookReplayed"];
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    rotateWebhookSecret: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and request give the same answer again, for 48 hours */
                "Idempotency-Key"?: string;
            };
            path: {
                webhookId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WebhookRotation"];
            };
        };
        responses: {
            /** @description A new secret, shown only now; for graceHours messages carry the signatures of both */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookRotated"];
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    testWebhook: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and request give the same answer again, for 48 hours */
                "Idempotency-Key"?: string;
            };
            path: {
                webhookId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Sends one signed webhook.tested now, also to an endpoint that is off, and tells what came back */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookTrial"];
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    replayWebhookDelivery: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and request give the same answer again, for 48 hours */
                "Idempotency-Key"?: string;
            };
            path: {
                webhookId: string;
                deliveryId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Sends one delivery again, with the same webhook-id */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookDelivery"];
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    replayWebhook: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and request give the same answer again, for 48 hours */
                "Idempotency-Key"?: string;
            };
            path: {
                webhookId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WebhookReplayInput"];
            };
        };
        responses: {
            /** @description Queues the kept messages since an instant again, at most 5000 a call */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookReplayed"];
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getPushKey: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The key a browser subscribes with (RFC 8292), the same for everybody */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        publicKey: string | null;
                    };
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listPushDevices: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                userId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Browsers of a user that get pushes, the one that was seen last first */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            deviceId: string;
                            device: string | null;
                            /** @enum {string} */
                            language: "zh" | "en";
                            /** Format: date-time */
                            createdAt: string;
                            /** Format: date-time */
                            seenAt: string;
                        }[];
                    };
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    putPushDevice: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and request give the same answer again, for 48 hours */
                "Idempotency-Key"?: string;
            };
            path: {
                userId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    endpoint: string;
                    keys: {
                        p256dh: string;
                        auth: string;
                    };
                    /**
                     * @default zh
                     * @enum {string}
                     */
                    language?: "zh" | "en";
                    device?: string;
                };
            };
        };
        responses: {
            /** @description This browser wants pushes (its PushSubscription); the same again is the same as once, and takes it from whoever signed in on it before */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        deviceId: string;
                        device: string | null;
                        /** @enum {string} */
                        language: "zh" | "en";
                        /** Format: date-time */
                        createdAt: string;
                        /** Format: date-time */
                        seenAt: string;
                    };
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getPushSettings: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                userId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What a user wants to be told when he is not looking, and when not */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        liveStarts: boolean;
                        videos: boolean;
                        notices: boolean;
                        /** @enum {string} */
                        groupMessages: "all" | "mentions" | "none";
                        benefits: boolean;
                        redPackets: boolean;
                        privateMessages: boolean;
                        levelUps: boolean;
                        quiet: {
                            from: string;
                            to: string;
                            timeZone: string;
                            passes: ("liveStarts" | "videos" | "notices" | "groupMessages" | "benefits" | "redPackets" | "privateMessages" | "levelUps")[];
                        } | null;
                        clubs: {
                            ownerId: string;
                            ownerName: string;
                            switches: {
                                liveStarts?: boolean;
                                videos?: boolean;
                                notices?: boolean;
                                /** @enum {string} */
                                groupMessages?: "all" | "mentions" | "none";
                                benefits?: boolean;
                                redPackets?: boolean;
                                privateMessages?: boolean;
                                levelUps?: boolean;
                            };
                        }[];
                    };
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    putPushSettings: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and request give the same answer again, for 48 hours */
                "Idempotency-Key"?: string;
            };
            path: {
                userId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    liveStarts?: boolean;
                    videos?: boolean;
                    notices?: boolean;
                    /** @enum {string} */
                    groupMessages?: "all" | "mentions" | "none";
                    benefits?: boolean;
                    redPackets?: boolean;
                    privateMessages?: boolean;
                    levelUps?: boolean;
                    quiet?: {
                        from: string;
                        to: string;
                        /** @default Asia/Shanghai */
                        timeZone?: string;
                        /**
                         * @default [
                         *       "notices"
                         *     ]
                         */
                        passes?: ("liveStarts" | "videos" | "notices" | "groupMessages" | "benefits" | "redPackets" | "privateMessages" | "levelUps")[];
                    } | null;
                };
            };
        };
        responses: {
            /** @description Changes what is named; what is not stays. `quiet: null` ends quiet hours */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        liveStarts: boolean;
                        videos: boolean;
                        notices: boolean;
                        /** @enum {string} */
                        groupMessages: "all" | "mentions" | "none";
                        benefits: boolean;
                        redPackets: boolean;
                        privateMessages: boolean;
                        levelUps: boolean;
                        quiet: {
                            from: string;
                            to: string;
                            timeZone: string;
                            passes: ("liveStarts" | "videos" | "notices" | "groupMessages" | "benefits" | "redPackets" | "privateMessages" | "levelUps")[];
                        } | null;
                        clubs: {
                            ownerId: string;
                            ownerName: string;
                            switches: {
                                liveStarts?: boolean;
                                videos?: boolean;
                                notices?: boolean;
                                /** @enum {string} */
                                groupMessages?: "all" | "mentions" | "none";
                                benefits?: boolean;
                                redPackets?: boolean;
                                privateMessages?: boolean;
                                levelUps?: boolean;
                            };
                        }[];
                    };
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deletePushDevice: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and request give the same answer again, for 48 hours */
                "Idempotency-Key"?: string;
            };
            path: {
                userId: string;
                deviceId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A browser gets no more pushes */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        deviceId: string;
                    };
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    putClubPushSettings: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and request give the same answer again, for 48 hours */
                "Idempotency-Key"?: string;
            };
            path: {
                userId: string;
                ownerId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    liveStarts?: boolean;
                    videos?: boolean;
                    notices?: boolean;
                    /** @enum {string} */
                    groupMessages?: "all" | "mentions" | "none";
                    benefits?: boolean;
                    redPackets?: boolean;
                    privateMessages?: boolean;
                    levelUps?: boolean;
                };
            };
        };
        responses: {
            /** @description What is different for one club; `{}`: nothing is */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        ownerId: string;
                        switches: {
                            liveStarts?: boolean;
                            videos?: boolean;
                            notices?: boolean;
                            /** @enum {string} */
                            groupMessages?: "all" | "mentions" | "none";
                            benefits?: boolean;
                            redPackets?: boolean;
                            privateMessages?: boolean;
                            levelUps?: boolean;
                        };
                    };
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    putGroupSilence: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and request give the same answer again, for 48 hours */
                "Idempotency-Key"?: string;
            };
            path: {
                userId: string;
                groupId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    silent: boolean;
                };
            };
        };
        responses: {
            /** @description A silent group pushes its member nothing but notices */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        groupId: string;
                        userId: string;
                        silent: boolean;
                    };
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getCouponCode: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                ownerId: string;
                code: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Whose coupon a code is, and whether it can be used now */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        entitlementId: string;
                        benefitId: string;
                        ownerId: string;
                        userId: string;
                        /** @enum {string} */
                        kind: "coupon" | "service" | "honour" | "product" | "redPacket" | "luckyBag";
                        name: string;
                        /** @enum {string} */
                        state: "locked" | "claimable" | "claimed" | "reserved" | "used" | "expired" | "lapsed";
                        /** Format: date-time */
                        claimedAt: string | null;
                        /** Format: date-time */
                        expiresAt: string | null;
                        orderId: string | null;
                        off: components["schemas"]["Money"] | null;
                        code: string | null;
                        coupon?: {
                            minimum: components["schemas"]["Amount"];
                            off: components["schemas"]["Amount"];
                            validDays?: number;
                            /** Format: date-time */
                            validUntil?: string;
                            products?: string[];
                        } | {
                            minimum: components["schemas"]["Amount"];
                            percentOff: number;
                            atMost: components["schemas"]["Amount"];
                            validDays?: number;
                            /** Format: date-time */
                            validUntil?: string;
                            products?: string[];
                        };
                        attached?: {
                            ownerId: string;
                            ownerName: string;
                            benefitId: string;
                        };
                        /** Format: date-time */
                        reservedUntil: string | null;
                    };
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listIssues: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path: {
                ownerId: string;
                benefitId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Issues of a coupon with how far they are, newest first */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            issueId: string;
                            benefitId: string;
                            fromLevel: number;
                            toLevel: number;
                            members: number;
                            issued: number;
                            passed: number;
                            /** Format: date-time */
                            finishedAt: string | null;
                        }[];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postIssue: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and request give the same answer again, for 48 hours */
                "Idempotency-Key"?: string;
            };
            path: {
                ownerId: string;
                benefitId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    fromLevel: number;
                    /** @default 20 */
                    toLevel?: number;
                };
            };
        };
        responses: {
            /** @description Give a coupon straight to the members of some levels, once ever each; done piece by piece */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        issueId: string;
                        benefitId: string;
                        fromLevel: number;
                        toLevel: number;
                        members: number;
                        issued: number;
                        passed: number;
                        /** Format: date-time */
                        finishedAt: string | null;
                    };
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getIssue: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                ownerId: string;
                benefitId: string;
                issueId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description How far an issue is */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        issueId: string;
                        benefitId: string;
                        fromLevel: number;
                        toLevel: number;
                        members: number;
                        issued: number;
                        passed: number;
                        /** Format: date-time */
                        finishedAt: string | null;
                    };
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getHonours: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                ownerId: string;
                userId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The honours of a member that a live room plays: of each kind the one claimed last */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        userId: string;
                        items: {
                            /** @enum {string} */
                            honour: "entryEffect" | "badge" | "levelUpEffect" | "giftRight" | "cheerLight";
                            /** @enum {string} */
                            style: "breeze" | "aurora" | "comet" | "lantern" | "ripple" | "laurel";
                            benefitId: string;
                            name: string;
                            /** Format: date-time */
                            claimedAt: string;
                        }[];
                    };
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postReservation: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and request give the same answer again, for 48 hours */
                "Idempotency-Key"?: string;
            };
            path: {
                entitlementId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    orderId: string;
                    amount: components["schemas"]["Amount"];
                    lines?: {
                        lineId?: string;
                        productId: string;
                        quantity?: number;
                        amount: components["schemas"]["Amount"];
                    }[];
                };
            };
        };
        responses: {
            /** @description Hold a coupon for an order, and see what it takes off; the same call again gives the same answer */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        entitlementId: string;
                        benefitId: string;
                        ownerId: string;
                        userId: string;
                        /** @enum {string} */
                        kind: "coupon" | "service" | "honour" | "product" | "redPacket" | "luckyBag";
                        name: string;
                        /** @enum {string} */
                        state: "locked" | "claimable" | "claimed" | "reserved" | "used" | "expired" | "lapsed";
                        /** Format: date-time */
                        claimedAt: string | null;
                        /** Format: date-time */
                        expiresAt: string | null;
                        orderId: string | null;
                        off: components["schemas"]["Money"] | null;
                        code: string | null;
                        coupon?: {
                            minimum: components["schemas"]["Amount"];
                            off: components["schemas"]["Amount"];
                            validDays?: number;
                            /** Format: date-time */
                            validUntil?: string;
                            products?: string[];
                        } | {
                            minimum: components["schemas"]["Amount"];
                            percentOff: number;
                            atMost: components["schemas"]["Amount"];
                            validDays?: number;
                            /** Format: date-time */
                            validUntil?: string;
                            products?: string[];
                        };
                        attached?: {
                            ownerId: string;
                            ownerName: string;
                            benefitId: string;
                        };
                        /** Format: date-time */
                        reservedUntil: string | null;
                    };
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postConfirmation: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and request give the same answer again, for 48 hours */
                "Idempotency-Key"?: string;
            };
            path: {
                entitlementId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    orderId: string;
                };
            };
        };
        responses: {
            /** @description The order is paid: the coupon is used */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        entitlementId: string;
                        benefitId: string;
                        ownerId: string;
                        userId: string;
                        /** @enum {string} */
                        kind: "coupon" | "service" | "honour" | "product" | "redPacket" | "luckyBag";
                        name: string;
                        /** @enum {string} */
                        state: "locked" | "claimable" | "claimed" | "reserved" | "used" | "expired" | "lapsed";
                        /** Format: date-time */
                        claimedAt: string | null;
                        /** Format: date-time */
                        expiresAt: string | null;
                        orderId: string | null;
                        off: components["schemas"]["Money"] | null;
                        code: string | null;
                        coupon?: {
                            minimum: components["schemas"]["Amount"];
                            off: components["schemas"]["Amount"];
                            validDays?: number;
                            /** Format: date-time */
                            validUntil?: string;
                            products?: string[];
                        } | {
                            minimum: components["schemas"]["Amount"];
                            percentOff: number;
                            atMost: components["schemas"]["Amount"];
                            validDays?: number;
                            /** Format: date-time */
                            validUntil?: string;
                            products?: string[];
                        };
                        attached?: {
                            ownerId: string;
                            ownerName: string;
                            benefitId: string;
                        };
                        /** Format: date-time */
                        reservedUntil: string | null;
                    };
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postRelease: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and request give the same answer again, for 48 hours */
                "Idempotency-Key"?: string;
            };
            path: {
                entitlementId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    orderId: string;
                };
            };
        };
        responses: {
            /** @description The order will not be paid: the coupon is free again */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        entitlementId: string;
                        benefitId: string;
                        ownerId: string;
                        userId: string;
                        /** @enum {string} */
                        kind: "coupon" | "service" | "honour" | "product" | "redPacket" | "luckyBag";
                        name: string;
                        /** @enum {string} */
                        state: "locked" | "claimable" | "claimed" | "reserved" | "used" | "expired" | "lapsed";
                        /** Format: date-time */
                        claimedAt: string | null;
                        /** Format: date-time */
                        expiresAt: string | null;
                        orderId: string | null;
                        off: components["schemas"]["Money"] | null;
                        code: string | null;
                        coupon?: {
                            minimum: components["schemas"]["Amount"];
                            off: components["schemas"]["Amount"];
                            validDays?: number;
                            /** Format: date-time */
                            validUntil?: string;
                            products?: string[];
                        } | {
                            minimum: components["schemas"]["Amount"];
                            percentOff: number;
                            atMost: components["schemas"]["Amount"];
                            validDays?: number;
                            /** Format: date-time */
                            validUntil?: string;
                            products?: string[];
                        };
                        attached?: {
                            ownerId: string;
                            ownerName: string;
                            benefitId: string;
                        };
                        /** Format: date-time */
                        reservedUntil: string | null;
                    };
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postRedemption: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and request give the same answer again, for 48 hours */
                "Idempotency-Key"?: string;
            };
            path: {
                entitlementId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    orderId: string;
                    amount: components["schemas"]["Amount"];
                    lines?: {
                        lineId?: string;
                        productId: string;
                        quantity?: number;
                        amount: components["schemas"]["Amount"];
                    }[];
                };
            };
        };
        responses: {
            /** @description Reserve and confirm in one call, for an order that is paid already */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        entitlementId: string;
                        benefitId: string;
                        ownerId: string;
                        userId: string;
                        /** @enum {string} */
                        kind: "coupon" | "service" | "honour" | "product" | "redPacket" | "luckyBag";
                        name: string;
                        /** @enum {string} */
                        state: "locked" | "claimable" | "claimed" | "reserved" | "used" | "expired" | "lapsed";
                        /** Format: date-time */
                        claimedAt: string | null;
                        /** Format: date-time */
                        expiresAt: string | null;
                        orderId: string | null;
                        off: components["schemas"]["Money"] | null;
                        code: string | null;
                        coupon?: {
                            minimum: components["schemas"]["Amount"];
                            off: components["schemas"]["Amount"];
                            validDays?: number;
                            /** Format: date-time */
                            validUntil?: string;
                            products?: string[];
                        } | {
                            minimum: components["schemas"]["Amount"];
                            percentOff: number;
                            atMost: components["schemas"]["Amount"];
                            validDays?: number;
                            /** Format: date-time */
                            validUntil?: string;
                            products?: string[];
                        };
                        attached?: {
                            ownerId: string;
                            ownerName: string;
                            benefitId: string;
                        };
                        /** Format: date-time */
                        reservedUntil: string | null;
                    };
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postCodeRedemption: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and request give the same answer again, for 48 hours */
                "Idempotency-Key"?: string;
            };
            path: {
                ownerId: string;
                code: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    orderId: string;
                    amount: components["schemas"]["Amount"];
                    lines?: {
                        lineId?: string;
                        productId: string;
                        quantity?: number;
                        amount: components["schemas"]["Amount"];
                    }[];
                };
            };
        };
        responses: {
            /** @description Use a coupon by the code that a customer shows, for platforms that redeem elsewhere */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        entitlementId: string;
                        benefitId: string;
                        ownerId: string;
                        userId: string;
                        /** @enum {string} */
                        kind: "coupon" | "service" | "honour" | "product" | "redPacket" | "luckyBag";
                        name: string;
                        /** @enum {string} */
                        state: "locked" | "claimable" | "claimed" | "reserved" | "used" | "expired" | "lapsed";
                        /** Format: date-time */
                        claimedAt: string | null;
                        /** Format: date-time */
                        expiresAt: string | null;
                        orderId: string | null;
                        off: components["schemas"]["Money"] | null;
                        code: string | null;
                        coupon?: {
                            minimum: components["schemas"]["Amount"];
                            off: components["schemas"]["Amount"];
                            validDays?: number;
                            /** Format: date-time */
                            validUntil?: string;
                            products?: string[];
                        } | {
                            minimum: components["schemas"]["Amount"];
                            percentOff: number;
                            atMost: components["schemas"]["Amount"];
                            validDays?: number;
                            /** Format: date-time */
                            validUntil?: string;
                            products?: string[];
                        };
                        attached?: {
                            ownerId: string;
                            ownerName: string;
                            benefitId: string;
                        };
                        /** Format: date-time */
                        reservedUntil: string | null;
                    };
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getCampaign: {
        parameters: {
            query?: {
                userId?: string;
            };
            header?: never;
            path: {
                campaignId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A campaign, with what the asking fan still lacks, and its proof */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        campaignId: string;
                        ownerId: string;
                        /** @enum {string} */
                        kind: "luckyBag" | "draw" | "freeOrder" | "wishList" | "pointsExchange";
                        name: string;
                        /** @enum {string} */
                        status: "planned" | "running" | "closed" | "drawn" | "cancelled";
                        sessionId: string | null;
                        /** Format: date-time */
                        startsAt: string;
                        /** Format: date-time */
                        endsAt: string;
                        conditions: {
                            /** @default true */
                            membersOnly: boolean;
                            /** @constant */
                            join?: true;
                            minLevel?: number;
                            /** @enum {string} */
                            tier?: "新粉" | "铁粉" | "钻粉" | "真爱粉";
                            phrase?: string;
                            watchMinutes?: number;
                            /** Format: uuid */
                            benefitId?: string;
                        };
                        prizes: {
                            name: string;
                            quota: number;
                            worth: components["schemas"]["Amount"];
                            /** Format: uuid */
                            benefitId?: string;
                            points?: number;
                            left: number;
                        }[];
                        severalPerUser: boolean;
                        entries: number;
                        joined: number;
                        proof: {
                            /** @constant */
                            algorithm: "tiefen-draw-1";
                            campaignId: string;
                            seedHash: string;
                            seed: string | null;
                            entriesRoot: string | null;
                            entries: number;
                            prizes: {
                                name: string;
                                quota: number;
                            }[];
                            severalPerUser: boolean;
                            removed?: number;
                        } | null;
                        winners: {
                            userId: string;
                            name: string | null;
                            prize: number;
                            entry: number;
                            orderId: string | null;
                            worth: components["schemas"]["Money"] | null;
                            delivered: boolean;
                        }[];
                        winnersCount: number;
                        deliveredCount: number;
                        mine: {
                            entered: boolean;
                            missing: string[];
                            watchedSeconds: number;
                            entryHash: string | null;
                            salt: string | null;
                            nonce: string | null;
                            proofUserId: string | null;
                            prize: number | null;
                            won: number[];
                            given: number[];
                        } | null;
                    };
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    patchCampaign: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and request give the same answer again, for 48 hours */
                "Idempotency-Key"?: string;
            };
            path: {
                campaignId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    name?: string;
                    /** Format: date-time */
                    startsAt?: string;
                    /** Format: date-time */
                    endsAt?: string;
                    conditions?: {
                        [key: string]: unknown;
                    };
                    prizes?: {
                        name: string;
                        quota: number;
                        worth: components["schemas"]["Amount"];
                        /** Format: uuid */
                        benefitId?: string;
                        points?: number;
                    }[];
                    severalPerUser?: boolean;
                    orders?: {
                        minimum?: components["schemas"]["Amount"];
                    };
                };
            };
        };
        responses: {
            /** @description Change a campaign that has not begun; judged anew as a whole */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        campaignId: string;
                        ownerId: string;
                        /** @enum {string} */
                        kind: "luckyBag" | "draw" | "freeOrder" | "wishList" | "pointsExchange";
                        name: string;
                        /** @enum {string} */
                        status: "planned" | "running" | "closed" | "drawn" | "cancelled";
                        sessionId: string | null;
                        /** Format: date-time */
                        startsAt: string;
                        /** Format: date-time */
                        endsAt: string;
                        conditions: {
                            /** @default true */
                            membersOnly: boolean;
                            /** @constant */
                            join?: true;
                            minLevel?: number;
                            /** @enum {string} */
                            tier?: "新粉" | "铁粉" | "钻粉" | "真爱粉";
                            phrase?: string;
                            watchMinutes?: number;
                            /** Format: uuid */
                            benefitId?: string;
                        };
                        prizes: {
                            name: string;
                            quota: number;
                            worth: components["schemas"]["Amount"];
                            /** Format: uuid */
                            benefitId?: string;
                            points?: number;
                            left: number;
                        }[];
                        severalPerUser: boolean;
                        entries: number;
                        joined: number;
                        proof: {
                            /** @constant */
                            algorithm: "tiefen-draw-1";
                            campaignId: string;
                            seedHash: string;
                            seed: string | null;
                            entriesRoot: string | null;
                            entries: number;
                            prizes: {
                                name: string;
                                quota: number;
                            }[];
                            severalPerUser: boolean;
                            removed?: number;
                        } | null;
                        winners: {
                            userId: string;
                            name: string | null;
                            prize: number;
                            entry: number;
                            orderId: string | null;
                            worth: components["schemas"]["Money"] | null;
                            delivered: boolean;
                        }[];
                        winnersCount: number;
                        deliveredCount: number;
                        mine: {
                            entered: boolean;
                            missing: string[];
                            watchedSeconds: number;
                            entryHash: string | null;
                            salt: string | null;
                            nonce: string | null;
                            proofUserId: string | null;
                            prize: number | null;
                            won: number[];
                            given: number[];
                        } | null;
                    };
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listCampaigns: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
                status?: "planned" | "running" | "closed" | "drawn" | "cancelled" | "all";
                kind?: "luckyBag" | "draw" | "freeOrder" | "wishList" | "pointsExchange";
                sessionId?: string;
                userId?: string;
            };
            header?: never;
            path: {
                ownerId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Campaigns of a club, newest first; what is planned or called off only for the owner */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            campaignId: string;
                            ownerId: string;
                            /** @enum {string} */
                            kind: "luckyBag" | "draw" | "freeOrder" | "wishList" | "pointsExchange";
                            name: string;
                            /** @enum {string} */
                            status: "planned" | "running" | "closed" | "drawn" | "cancelled";
                            sessionId: string | null;
                            /** Format: date-time */
                            startsAt: string;
                            /** Format: date-time */
                            endsAt: string;
                            conditions: {
                                /** @default true */
                                membersOnly: boolean;
                                /** @constant */
                                join?: true;
                                minLevel?: number;
                                /** @enum {string} */
                                tier?: "新粉" | "铁粉" | "钻粉" | "真爱粉";
                                phrase?: string;
                                watchMinutes?: number;
                                /** Format: uuid */
                                benefitId?: string;
                            };
                            prizes: {
                                name: string;
                                quota: number;
                                worth: components["schemas"]["Amount"];
                                /** Format: uuid */
                                benefitId?: string;
                                points?: number;
                                left: number;
                            }[];
                            severalPerUser: boolean;
                            entries: number;
                            joined: number;
                            proof: {
                                /** @constant */
                                algorithm: "tiefen-draw-1";
                                campaignId: string;
                                seedHash: string;
                                seed: string | null;
                                entriesRoot: string | null;
                                entries: number;
                                prizes: {
                                    name: string;
                                    quota: number;
                                }[];
                                severalPerUser: boolean;
                                removed?: number;
                            } | null;
                            winners: {
                                userId: string;
                                name: string | null;
                                prize: number;
                                entry: number;
                                orderId: string | null;
                                worth: components["schemas"]["Money"] | null;
                                delivered: boolean;
                            }[];
                            winnersCount: number;
                            deliveredCount: number;
                            mine: {
                                entered: boolean;
                                missing: string[];
                                watchedSeconds: number;
                                entryHash: string | null;
                                salt: string | null;
                                nonce: string | null;
                                proofUserId: string | null;
                                prize: number | null;
                                won: number[];
                                given: number[];
                            } | null;
                        }[];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postCampaign: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and request give the same answer again, for 48 hours */
                "Idempotency-Key"?: string;
            };
            path: {
                ownerId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @enum {string} */
                    kind: "luckyBag" | "draw" | "freeOrder" | "wishList" | "pointsExchange";
                    name: string;
                    sessionId?: string;
                    /** Format: date-time */
                    startsAt?: string;
                    /** Format: date-time */
                    endsAt: string;
                    conditions?: {
                        [key: string]: unknown;
                    };
                    prizes: {
                        name: string;
                        quota: number;
                        worth: components["schemas"]["Amount"];
                        /** Format: uuid */
                        benefitId?: string;
                        points?: number;
                    }[];
                    /** @default false */
                    severalPerUser?: boolean;
                    orders?: {
                        minimum?: components["schemas"]["Amount"];
                    };
                };
            };
        };
        responses: {
            /** @description Make a lucky bag, a draw, a free order, a wish list or an exchange for points; without `startsAt` it begins at once and cannot be changed any more */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        campaignId: string;
                        ownerId: string;
                        /** @enum {string} */
                        kind: "luckyBag" | "draw" | "freeOrder" | "wishList" | "pointsExchange";
                        name: string;
                        /** @enum {string} */
                        status: "planned" | "running" | "closed" | "drawn" | "cancelled";
                        sessionId: string | null;
                        /** Format: date-time */
                        startsAt: string;
                        /** Format: date-time */
                        endsAt: string;
                        conditions: {
                            /** @default true */
                            membersOnly: boolean;
                            /** @constant */
                            join?: true;
                            minLevel?: number;
                            /** @enum {string} */
                            tier?: "新粉" | "铁粉" | "钻粉" | "真爱粉";
                            phrase?: string;
                            watchMinutes?: number;
                            /** Format: uuid */
                            benefitId?: string;
                        };
                        prizes: {
                            name: string;
                            quota: number;
                            worth: components["schemas"]["Amount"];
                            /** Format: uuid */
                            benefitId?: string;
                            points?: number;
                            left: number;
                        }[];
                        severalPerUser: boolean;
                        entries: number;
                        joined: number;
                        proof: {
                            /** @constant */
                            algorithm: "tiefen-draw-1";
                            campaignId: string;
                            seedHash: string;
                            seed: string | null;
                            entriesRoot: string | null;
                            entries: number;
                            prizes: {
                                name: string;
                                quota: number;
                            }[];
                            severalPerUser: boolean;
                            removed?: number;
                        } | null;
                        winners: {
                            userId: string;
                            name: string | null;
                            prize: number;
                            entry: number;
                            orderId: string | null;
                            worth: components["schemas"]["Money"] | null;
                            delivered: boolean;
                        }[];
                        winnersCount: number;
                        deliveredCount: number;
                        mine: {
                            entered: boolean;
                            missing: string[];
                            watchedSeconds: number;
                            entryHash: string | null;
                            salt: string | null;
                            nonce: string | null;
                            proofUserId: string | null;
                            prize: number | null;
                            won: number[];
                            given: number[];
                        } | null;
                    };
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listCampaignWinners: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path: {
                campaignId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Every winner, by prize; orders, and who exchanged what, only for the owner */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            userId: string;
                            name: string | null;
                            prize: number;
                            entry: number;
                            orderId: string | null;
                            worth: components["schemas"]["Money"] | null;
                            delivered: boolean;
                        }[];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getCampaignWishes: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                campaignId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description How many wished for each prize (wish list) or took it (exchange) */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            prize: number;
                            wishes: number;
                        }[];
                    };
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getCampaignResult: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                campaignId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What came of a campaign: who took part, who joined for it, who won, what the prizes were worth, and the orders of those who took part within 7 days after it */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        entries: number;
                        joined: number;
                        winners: number;
                        worth: components["schemas"]["Money"];
                        orders: number;
                        buyers: number;
                        sales: components["schemas"]["Money"];
                    };
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getDraw: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                campaignId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The public record of a draw, for anyone to recompute: the seed’s hash from the start, the entries once they are closed, seed and winners once it is drawn */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        algorithm: "tiefen-draw-1";
                        campaignId: string;
                        seedHash: string;
                        seed: string | null;
                        entriesRoot: string | null;
                        entries: number;
                        prizes: {
                            name: string;
                            quota: number;
                        }[];
                        severalPerUser: boolean;
                        removed?: number;
                        entryList: string[];
                        removedList?: string[];
                        winners: {
                            prize: number;
                            entry: number;
                        }[];
                        about: {
                            ownerId: string;
                            ownerName: string;
                            name: string;
                            /** @enum {string} */
                            kind: "luckyBag" | "draw" | "freeOrder" | "wishList" | "pointsExchange";
                            /** @enum {string} */
                            status: "planned" | "running" | "closed" | "drawn" | "cancelled";
                            /** Format: date-time */
                            startsAt: string;
                            /** Format: date-time */
                            endsAt: string;
                            /** Format: date-time */
                            drawnAt: string | null;
                        };
                    };
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    cancelCampaign: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and request give the same answer again, for 48 hours */
                "Idempotency-Key"?: string;
            };
            path: {
                campaignId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Call off a campaign that has not begun */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        campaignId: string;
                        ownerId: string;
                        /** @enum {string} */
                        kind: "luckyBag" | "draw" | "freeOrder" | "wishList" | "pointsExchange";
                        name: string;
                        /** @enum {string} */
                        status: "planned" | "running" | "closed" | "drawn" | "cancelled";
                        sessionId: string | null;
                        /** Format: date-time */
                        startsAt: string;
                        /** Format: date-time */
                        endsAt: string;
                        conditions: {
                            /** @default true */
                            membersOnly: boolean;
                            /** @constant */
                            join?: true;
                            minLevel?: number;
                            /** @enum {string} */
                            tier?: "新粉" | "铁粉" | "钻粉" | "真爱粉";
                            phrase?: string;
                            watchMinutes?: number;
                            /** Format: uuid */
                            benefitId?: string;
                        };
                        prizes: {
                            name: string;
                            quota: number;
                            worth: components["schemas"]["Amount"];
                            /** Format: uuid */
                            benefitId?: string;
                            points?: number;
                            left: number;
                        }[];
                        severalPerUser: boolean;
                        entries: number;
                        joined: number;
                        proof: {
                            /** @constant */
                            algorithm: "tiefen-draw-1";
                            campaignId: string;
                            seedHash: string;
                            seed: string | null;
                            entriesRoot: string | null;
                            entries: number;
                            prizes: {
                                name: string;
                                quota: number;
                            }[];
                            severalPerUser: boolean;
                            removed?: number;
                        } | null;
                        winners: {
                            userId: string;
                            name: string | null;
                            prize: number;
                            entry: number;
                            orderId: string | null;
                            worth: components["schemas"]["Money"] | null;
                            delivered: boolean;
                        }[];
                        winnersCount: number;
                        deliveredCount: number;
                        mine: {
                            entered: boolean;
                            missing: string[];
                            watchedSeconds: number;
                            entryHash: string | null;
                            salt: string | null;
                            nonce: string | null;
                            proofUserId: string | null;
                            prize: number | null;
                            won: number[];
                            given: number[];
                        } | null;
                    };
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postCampaignEntry: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and request give the same answer again, for 48 hours */
                "Idempotency-Key"?: string;
            };
            path: {
                campaignId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    userId: string;
                    prize?: number;
                    nonce?: string;
                };
            };
        };
        responses: {
            /** @description Take part, once; again: the same answer. What is still missing comes as `missing` of `condition_missing` */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        campaignId: string;
                        userId: string;
                        /** @constant */
                        entered: true;
                        entryHash: string;
                        salt: string;
                        nonce: string;
                        proofUserId: string;
                        prize: number | null;
                        entitlementId: string | null;
                    };
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    putCampaignWinnerDelivered: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and request give the same answer again, for 48 hours */
                "Idempotency-Key"?: string;
            };
            path: {
                campaignId: string;
                entry: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    delivered: boolean;
                    prize?: number;
                };
            };
        };
        responses: {
            /** @description Note that a winner, or who exchanged points for it, got his prize, or take that back */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        userId: string;
                        name: string | null;
                        prize: number;
                        entry: number;
                        orderId: string | null;
                        worth: components["schemas"]["Money"] | null;
                        delivered: boolean;
                    };
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getBudget: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                ownerId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What an owner can spend on red packets and benefits, what open packets hold, what went to users */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        ownerId: string;
                        available: components["schemas"]["Money"];
                        held: components["schemas"]["Money"];
                        paid: components["schemas"]["Money"];
                        returned: components["schemas"]["Money"];
                    };
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postBudget: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and request give the same answer again, for 48 hours */
                "Idempotency-Key"?: string;
            };
            path: {
                ownerId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    amount: components["schemas"]["Amount"];
                    note?: string;
                };
            };
        };
        responses: {
            /** @description Money was paid in for an owner: the platform says so, since nobody makes his own; in a sandbox the owner may try it out */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        ownerId: string;
                        available: components["schemas"]["Money"];
                        held: components["schemas"]["Money"];
                        paid: components["schemas"]["Money"];
                        returned: components["schemas"]["Money"];
                    };
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listBudgetLedger: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path: {
                ownerId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The owner’s books: every posting on budget and held with the balance afterwards, newest first */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            transferId: string;
                            /** Format: date-time */
                            at: string;
                            /** @enum {string} */
                            kind: "deposit" | "withdrawal" | "packetOpened" | "packetClaimed" | "packetReturned" | "benefitClaimed" | "payoutRequested" | "payoutDone" | "payoutFailed" | "merged";
                            /** @enum {string} */
                            account: "outside" | "budget" | "held" | "balance" | "payout";
                            userId: string | null;
                            userName: string | null;
                            change: components["schemas"]["Money"];
                            balance: components["schemas"]["Money"];
                            packetId: string | null;
                            benefitId: string | null;
                            note: string | null;
                        }[];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getBalance: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                userId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What a user has from red packets of all owners, by currency */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        userId: string;
                        items: {
                            currency: string;
                            available: components["schemas"]["Money"];
                            payingOut: components["schemas"]["Money"];
                            paidOut: components["schemas"]["Money"];
                        }[];
                    };
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listUserPayouts: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path: {
                userId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A user’s pay-outs, newest first */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            payoutId: string;
                            userId: string;
                            amount: components["schemas"]["Money"];
                            /** @enum {string} */
                            status: "requested" | "done" | "failed";
                            /** Format: date-time */
                            requestedAt: string;
                            /** Format: date-time */
                            decidedAt: string | null;
                            reference: string | null;
                            reason: string | null;
                        }[];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postPayout: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and request give the same answer again, for 48 hours */
                "Idempotency-Key"?: string;
            };
            path: {
                userId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    amount: components["schemas"]["Amount"];
                };
            };
        };
        responses: {
            /** @description Ask for money of a balance to be paid out; the platform is told and decides */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        payoutId: string;
                        userId: string;
                        amount: components["schemas"]["Money"];
                        /** @enum {string} */
                        status: "requested" | "done" | "failed";
                        /** Format: date-time */
                        requestedAt: string;
                        /** Format: date-time */
                        decidedAt: string | null;
                        reference: string | null;
                        reason: string | null;
                    };
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listPayouts: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
                status?: "requested" | "done" | "failed";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Pay-outs of all users, the oldest first: what the platform is to pay */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            payoutId: string;
                            userId: string;
                            amount: components["schemas"]["Money"];
                            /** @enum {string} */
                            status: "requested" | "done" | "failed";
                            /** Format: date-time */
                            requestedAt: string;
                            /** Format: date-time */
                            decidedAt: string | null;
                            reference: string | null;
                            reason: string | null;
                        }[];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getPayout: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                payoutId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One pay-out */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        payoutId: string;
                        userId: string;
                        amount: components["schemas"]["Money"];
                        /** @enum {string} */
                        status: "requested" | "done" | "failed";
                        /** Format: date-time */
                        requestedAt: string;
                        /** Format: date-time */
                        decidedAt: string | null;
                        reference: string | null;
                        reason: string | null;
                    };
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postBudgetWithdrawal: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and request give the same answer again, for 48 hours */
                "Idempotency-Key"?: string;
            };
            path: {
                ownerId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    amount: components["schemas"]["Amount"];
                    note?: string;
                };
            };
        };
        responses: {
            /** @description Money that is not held was paid back to an owner: the platform says so; in a sandbox the owner may try it out */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        ownerId: string;
                        available: components["schemas"]["Money"];
                        held: components["schemas"]["Money"];
                        paid: components["schemas"]["Money"];
                        returned: components["schemas"]["Money"];
                    };
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postPayoutDecision: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and request give the same answer again, for 48 hours */
                "Idempotency-Key"?: string;
            };
            path: {
                payoutId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @constant */
                    status: "done";
                    reference: string;
                } | {
                    /** @constant */
                    status: "failed";
                    reason: string;
                };
            };
        };
        responses: {
            /** @description How a pay-out went: done, with a reference, or failed, with a reason: then the balance has the money again */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        payoutId: string;
                        userId: string;
                        amount: components["schemas"]["Money"];
                        /** @enum {string} */
                        status: "requested" | "done" | "failed";
                        /** Format: date-time */
                        requestedAt: string;
                        /** Format: date-time */
                        decidedAt: string | null;
                        reference: string | null;
                        reason: string | null;
                    };
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getRedPacket: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                packetId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A red packet: claimed + remaining + returned = total, with its newest claims */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        packetId: string;
                        ownerId: string;
                        sessionId: string | null;
                        groupId: string | null;
                        subGroupId: string | null;
                        allGroups: boolean;
                        messageId: string | null;
                        /** @enum {string} */
                        split: "equal" | "lucky";
                        /** @enum {string} */
                        status: "open" | "empty" | "returned";
                        total: components["schemas"]["Money"];
                        count: number;
                        claimed: components["schemas"]["Money"];
                        remaining: components["schemas"]["Money"];
                        returned: components["schemas"]["Money"];
                        sharesClaimed: number;
                        fromLevel: number | null;
                        greeting: string | null;
                        /** Format: date-time */
                        openedAt: string;
                        /** Format: date-time */
                        expiresAt: string;
                        claims: {
                            userId: string;
                            name: string | null;
                            imitates?: boolean;
                            amount: components["schemas"]["Money"];
                            /** Format: date-time */
                            at: string;
                            best: boolean;
                        }[];
                        mine: components["schemas"]["Money"] | null;
                    };
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listRedPacketClaims: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path: {
                packetId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Who took how much of a red packet, newest first */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            userId: string;
                            name: string | null;
                            imitates?: boolean;
                            amount: components["schemas"]["Money"];
                            /** Format: date-time */
                            at: string;
                            best: boolean;
                        }[];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listRedPackets: {
        parameters: {
            query: {
                limit?: number;
                cursor?: string;
                ownerId: string;
                sessionId?: string;
                status?: "open" | "all";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Red packets of an owner or a session, newest first, without their claims; a fan sees what he took */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            packetId: string;
                            ownerId: string;
                            sessionId: string | null;
                            groupId: string | null;
                            subGroupId: string | null;
                            allGroups: boolean;
                            messageId: string | null;
                            /** @enum {string} */
                            split: "equal" | "lucky";
                            /** @enum {string} */
                            status: "open" | "empty" | "returned";
                            total: components["schemas"]["Money"];
                            count: number;
                            claimed: components["schemas"]["Money"];
                            remaining: components["schemas"]["Money"];
                            returned: components["schemas"]["Money"];
                            sharesClaimed: number;
                            fromLevel: number | null;
                            greeting: string | null;
                            /** Format: date-time */
                            openedAt: string;
                            /** Format: date-time */
                            expiresAt: string;
                            claims: {
                                userId: string;
                                name: string | null;
                                imitates?: boolean;
                                amount: components["schemas"]["Money"];
                                /** Format: date-time */
                                at: string;
                                best: boolean;
                            }[];
                            mine: components["schemas"]["Money"] | null;
                        }[];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postRedPacket: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and request give the same answer again, for 48 hours */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    ownerId: string;
                    /** Format: uuid */
                    groupId?: string;
                    subGroupId?: string;
                    /** @constant */
                    to?: "allGroups";
                    sessionId?: string;
                    /** @enum {string} */
                    split: "equal" | "lucky";
                    total: components["schemas"]["Amount"];
                    count: number;
                    minLevel?: number;
                    /** @enum {string} */
                    tier?: "新粉" | "铁粉" | "钻粉" | "真爱粉";
                    /** Format: date-time */
                    expiresAt?: string;
                    greeting?: string;
                };
            };
        };
        responses: {
            /** @description Open a red packet: equal or lucky shares, for all present, from a level or tier, or for a group, where it is posted; what nobody takes returns after 24 hours */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        packetId: string;
                        ownerId: string;
                        sessionId: string | null;
                        groupId: string | null;
                        subGroupId: string | null;
                        allGroups: boolean;
                        messageId: string | null;
                        /** @enum {string} */
                        split: "equal" | "lucky";
                        /** @enum {string} */
                        status: "open" | "empty" | "returned";
                        total: components["schemas"]["Money"];
                        count: number;
                        claimed: components["schemas"]["Money"];
                        remaining: components["schemas"]["Money"];
                        returned: components["schemas"]["Money"];
                        sharesClaimed: number;
                        fromLevel: number | null;
                        greeting: string | null;
                        /** Format: date-time */
                        openedAt: string;
                        /** Format: date-time */
                        expiresAt: string;
                        claims: {
                            userId: string;
                            name: string | null;
                            imitates?: boolean;
                            amount: components["schemas"]["Money"];
                            /** Format: date-time */
                            at: string;
                            best: boolean;
                        }[];
                        mine: components["schemas"]["Money"] | null;
                    };
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getRedPacketResults: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                packetId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What came of a red packet: what was taken, and the orders of those who took a share within 7 days after it */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        packetId: string;
                        shares: number;
                        claimed: components["schemas"]["Money"];
                        returned: components["schemas"]["Money"];
                        orders: number;
                        buyers: number;
                        sales: components["schemas"]["Money"];
                    };
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postRedPacketClaim: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and request give the same answer again, for 48 hours */
                "Idempotency-Key"?: string;
            };
            path: {
                packetId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    userId: string;
                };
            };
        };
        responses: {
            /** @description Take a share; the platform’s own call says that the user is present */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        packetId: string;
                        amount: components["schemas"]["Money"];
                    };
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getPoints: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                ownerId: string;
                userId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A member’s spendable points: earned with intimacy, spent without it */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        userId: string;
                        ownerId: string;
                        balance: number;
                        earned: number;
                        spent: number;
                    };
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listPoints: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path: {
                ownerId: string;
                userId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Why a member has his spendable points, newest first; what he earned is added up each time somebody looks */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            id: string;
                            /** Format: date-time */
                            at: string;
                            /** @enum {string} */
                            kind: "earned" | "taken" | "granted" | "spent";
                            delta: number;
                            balance: number;
                            campaignId: string | null;
                            reason: string | null;
                        }[];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postPointsGrant: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and request give the same answer again, for 48 hours */
                "Idempotency-Key"?: string;
            };
            path: {
                ownerId: string;
                userId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    points: number;
                    reason: string;
                };
            };
        };
        responses: {
            /** @description Give a member spendable points, with a reason; intimacy is not touched */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        userId: string;
                        ownerId: string;
                        balance: number;
                        earned: number;
                        spent: number;
                    };
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listGroups: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
                userId?: string;
                status?: "open" | "all";
            };
            header?: never;
            path: {
                ownerId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Groups of an owner with gates and free seats; to a fan with what he lacks and where he sits */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            groupId: string;
                            ownerId: string;
                            name: string;
                            gate: {
                                /** @constant */
                                kind: "none";
                            } | {
                                /** @constant */
                                kind: "tier";
                                /** @enum {string} */
                                tier: "新粉" | "铁粉" | "钻粉" | "真爱粉";
                            } | {
                                /** @constant */
                                kind: "level";
                                level: number;
                                /** @enum {string} */
                                mode?: "live" | "shopping";
                            } | {
                                /** @constant */
                                kind: "follow";
                                days: number;
                            };
                            notice: string | null;
                            /** Format: date-time */
                            noticeAt: string | null;
                            autoReply: string | null;
                            /** @enum {string} */
                            status: "open" | "closed";
                            /** Format: date-time */
                            createdAt: string;
                            members: number;
                            seats: number;
                            freeSeats: number;
                            subGroups: number;
                            mine: {
                                groupId: string;
                                subGroupId: string;
                                number: number;
                                /** Format: date-time */
                                joinedAt: string;
                            } | null;
                            missing: ({
                                /** @constant */
                                kind: "membership";
                            } | {
                                /** @constant */
                                kind: "level";
                                wanted: number;
                                has: number;
                            } | {
                                /** @constant */
                                kind: "follow";
                            } | {
                                /** @constant */
                                kind: "followDays";
                                wanted: number;
                                has: number;
                                /** Format: date-time */
                                from: string;
                            })[] | null;
                        }[];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postGroup: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and request give the same answer again, for 48 hours */
                "Idempotency-Key"?: string;
            };
            path: {
                ownerId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    name: string;
                    /**
                     * @default {
                     *       "kind": "none"
                     *     }
                     */
                    gate?: {
                        /** @constant */
                        kind: "none";
                    } | {
                        /** @constant */
                        kind: "tier";
                        /** @enum {string} */
                        tier: "新粉" | "铁粉" | "钻粉" | "真爱粉";
                    } | {
                        /** @constant */
                        kind: "level";
                        level: number;
                        /** @enum {string} */
                        mode?: "live" | "shopping";
                    } | {
                        /** @constant */
                        kind: "follow";
                        days: number;
                    };
                    notice?: string;
                    autoReply?: string;
                    /** @enum {string} */
                    place?: "messages" | "liveRoom" | "profile";
                };
            };
        };
        responses: {
            /** @description Make a fan group; a sub-account that makes one becomes its super admin, a club’s key runs it without being one */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        groupId: string;
                        ownerId: string;
                        name: string;
                        gate: {
                            /** @constant */
                            kind: "none";
                        } | {
                            /** @constant */
                            kind: "tier";
                            /** @enum {string} */
                            tier: "新粉" | "铁粉" | "钻粉" | "真爱粉";
                        } | {
                            /** @constant */
                            kind: "level";
                            level: number;
                            /** @enum {string} */
                            mode?: "live" | "shopping";
                        } | {
                            /** @constant */
                            kind: "follow";
                            days: number;
                        };
                        notice: string | null;
                        /** Format: date-time */
                        noticeAt: string | null;
                        autoReply: string | null;
                        /** @enum {string} */
                        status: "open" | "closed";
                        /** Format: date-time */
                        createdAt: string;
                        members: number;
                        seats: number;
                        freeSeats: number;
                        subGroups: number;
                        mine: {
                            groupId: string;
                            subGroupId: string;
                            number: number;
                            /** Format: date-time */
                            joinedAt: string;
                        } | null;
                        missing: ({
                            /** @constant */
                            kind: "membership";
                        } | {
                            /** @constant */
                            kind: "level";
                            wanted: number;
                            has: number;
                        } | {
                            /** @constant */
                            kind: "follow";
                        } | {
                            /** @constant */
                            kind: "followDays";
                            wanted: number;
                            has: number;
                            /** Format: date-time */
                            from: string;
                        })[] | null;
                    };
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getGroup: {
        parameters: {
            query?: {
                userId?: string;
            };
            header?: never;
            path: {
                groupId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A group: gate, notice, seats */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        groupId: string;
                        ownerId: string;
                        name: string;
                        gate: {
                            /** @constant */
                            kind: "none";
                        } | {
                            /** @constant */
                            kind: "tier";
                            /** @enum {string} */
                            tier: "新粉" | "铁粉" | "钻粉" | "真爱粉";
                        } | {
                            /** @constant */
                            kind: "level";
                            level: number;
                            /** @enum {string} */
                            mode?: "live" | "shopping";
                        } | {
                            /** @constant */
                            kind: "follow";
                            days: number;
                        };
                        notice: string | null;
                        /** Format: date-time */
                        noticeAt: string | null;
                        autoReply: string | null;
                        /** @enum {string} */
                        status: "open" | "closed";
                        /** Format: date-time */
                        createdAt: string;
                        members: number;
                        seats: number;
                        freeSeats: number;
                        subGroups: number;
                        mine: {
                            groupId: string;
                            subGroupId: string;
                            number: number;
                            /** Format: date-time */
                            joinedAt: string;
                        } | null;
                        missing: ({
                            /** @constant */
                            kind: "membership";
                        } | {
                            /** @constant */
                            kind: "level";
                            wanted: number;
                            has: number;
                        } | {
                            /** @constant */
                            kind: "follow";
                        } | {
                            /** @constant */
                            kind: "followDays";
                            wanted: number;
                            has: number;
                            /** Format: date-time */
                            from: string;
                        })[] | null;
                    };
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteGroup: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and request give the same answer again, for 48 hours */
                "Idempotency-Key"?: string;
            };
            path: {
                groupId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Close a group for good: its seats are given up, and what was said there only the owner’s side reads on; the main account alone */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        groupId: string;
                        ownerId: string;
                        name: string;
                        gate: {
                            /** @constant */
                            kind: "none";
                        } | {
                            /** @constant */
                            kind: "tier";
                            /** @enum {string} */
                            tier: "新粉" | "铁粉" | "钻粉" | "真爱粉";
                        } | {
                            /** @constant */
                            kind: "level";
                            level: number;
                            /** @enum {string} */
                            mode?: "live" | "shopping";
                        } | {
                            /** @constant */
                            kind: "follow";
                            days: number;
                        };
                        notice: string | null;
                        /** Format: date-time */
                        noticeAt: string | null;
                        autoReply: string | null;
                        /** @enum {string} */
                        status: "open" | "closed";
                        /** Format: date-time */
                        createdAt: string;
                        members: number;
                        seats: number;
                        freeSeats: number;
                        subGroups: number;
                        mine: {
                            groupId: string;
                            subGroupId: string;
                            number: number;
                            /** Format: date-time */
                            joinedAt: string;
                        } | null;
                        missing: ({
                            /** @constant */
                            kind: "membership";
                        } | {
                            /** @constant */
                            kind: "level";
                            wanted: number;
                            has: number;
                        } | {
                            /** @constant */
                            kind: "follow";
                        } | {
                            /** @constant */
                            kind: "followDays";
                            wanted: number;
                            has: number;
                            /** Format: date-time */
                            from: string;
                        })[] | null;
                    };
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    patchGroup: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and request give the same answer again, for 48 hours */
                "Idempotency-Key"?: string;
            };
            path: {
                groupId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    name?: string;
                    gate?: {
                        /** @constant */
                        kind: "none";
                    } | {
                        /** @constant */
                        kind: "tier";
                        /** @enum {string} */
                        tier: "新粉" | "铁粉" | "钻粉" | "真爱粉";
                    } | {
                        /** @constant */
                        kind: "level";
                        level: number;
                        /** @enum {string} */
                        mode?: "live" | "shopping";
                    } | {
                        /** @constant */
                        kind: "follow";
                        days: number;
                    };
                    notice?: string | null;
                    autoReply?: string | null;
                };
            };
        };
        responses: {
            /** @description Change name, gate, notice or auto-reply for all its sub-groups; a changed gate binds newcomers only, a new notice is posted */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        groupId: string;
                        ownerId: string;
                        name: string;
                        gate: {
                            /** @constant */
                            kind: "none";
                        } | {
                            /** @constant */
                            kind: "tier";
                            /** @enum {string} */
                            tier: "新粉" | "铁粉" | "钻粉" | "真爱粉";
                        } | {
                            /** @constant */
                            kind: "level";
                            level: number;
                            /** @enum {string} */
                            mode?: "live" | "shopping";
                        } | {
                            /** @constant */
                            kind: "follow";
                            days: number;
                        };
                        notice: string | null;
                        /** Format: date-time */
                        noticeAt: string | null;
                        autoReply: string | null;
                        /** @enum {string} */
                        status: "open" | "closed";
                        /** Format: date-time */
                        createdAt: string;
                        members: number;
                        seats: number;
                        freeSeats: number;
                        subGroups: number;
                        mine: {
                            groupId: string;
                            subGroupId: string;
                            number: number;
                            /** Format: date-time */
                            joinedAt: string;
                        } | null;
                        missing: ({
                            /** @constant */
                            kind: "membership";
                        } | {
                            /** @constant */
                            kind: "level";
                            wanted: number;
                            has: number;
                        } | {
                            /** @constant */
                            kind: "follow";
                        } | {
                            /** @constant */
                            kind: "followDays";
                            wanted: number;
                            has: number;
                            /** Format: date-time */
                            from: string;
                        })[] | null;
                    };
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listSubGroups: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                groupId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Sub-groups opened so far, by number, with their members counted */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            subGroupId: string;
                            name: string;
                            number: number;
                            members: number;
                            seats: number;
                        }[];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listGroupAdmins: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                groupId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Super admins of a group, longest first */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            staffId: string;
                            name: string | null;
                            /** Format: date-time */
                            appointedAt: string;
                        }[];
                    };
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    putGroupAdmin: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and request give the same answer again, for 48 hours */
                "Idempotency-Key"?: string;
            };
            path: {
                groupId: string;
                staffId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Appoint a sub-account super admin; the main account alone */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            staffId: string;
                            name: string | null;
                            /** Format: date-time */
                            appointedAt: string;
                        }[];
                    };
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteGroupAdmin: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and request give the same answer again, for 48 hours */
                "Idempotency-Key"?: string;
            };
            path: {
                groupId: string;
                staffId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A sub-account is super admin no more; the main account alone */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            staffId: string;
                            name: string | null;
                            /** Format: date-time */
                            appointedAt: string;
                        }[];
                    };
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listGroupMembers: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
                number?: number;
            };
            header?: never;
            path: {
                groupId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Members by sub-group, longest first, with tier and badge; a fan sees those of his own sub-group */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            userId: string;
                            name: string | null;
                            imitates?: boolean;
                            number: number;
                            /** Format: date-time */
                            joinedAt: string;
                            level: number | null;
                            tier: ("新粉" | "铁粉" | "钻粉" | "真爱粉") | null;
                            badge: components["schemas"]["BadgeView"] | null;
                            mute: {
                                /** Format: date-time */
                                until: string | null;
                            } | null;
                        }[];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listMemberGroups: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                ownerId: string;
                userId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Where a member sits in the owner’s groups, since when, and whether he is muted there */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            groupId: string;
                            subGroupId: string;
                            number: number;
                            /** Format: date-time */
                            joinedAt: string;
                            name: string;
                            subGroupName: string;
                            mute: {
                                /** Format: date-time */
                                until: string | null;
                            } | null;
                        }[];
                    };
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listGroupRemovals: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path: {
                groupId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Who was removed and may not join, newest first */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            userId: string;
                            name: string | null;
                            /** Format: date-time */
                            removedAt: string;
                            by: string;
                            reason: string | null;
                        }[];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postGroupRemoval: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and request give the same answer again, for 48 hours */
                "Idempotency-Key"?: string;
            };
            path: {
                groupId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    userId: string;
                    reason?: string;
                };
            };
        };
        responses: {
            /** @description Remove a member: his seat ends, and he may not join again until that is lifted */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        userId: string;
                        name: string | null;
                        /** Format: date-time */
                        removedAt: string;
                        by: string;
                        reason: string | null;
                    };
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    putGroupMember: {
        parameters: {
            query?: {
                phrase?: string;
            };
            header?: {
                /** @description The same key and request give the same answer again, for 48 hours */
                "Idempotency-Key"?: string;
            };
            path: {
                groupId: string;
                userId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Join: the lowest-numbered sub-group with a free seat; joining twice is the same as once */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        groupId: string;
                        subGroupId: string;
                        number: number;
                        /** Format: date-time */
                        joinedAt: string;
                        autoReply: string | null;
                    };
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteGroupMember: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and request give the same answer again, for 48 hours */
                "Idempotency-Key"?: string;
            };
            path: {
                groupId: string;
                userId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Leave a group */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        groupId: string;
                        userId: string;
                        /** Format: date-time */
                        leftAt: string;
                    };
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteGroupRemoval: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and request give the same answer again, for 48 hours */
                "Idempotency-Key"?: string;
            };
            path: {
                groupId: string;
                userId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Let somebody who was removed join again */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        groupId: string;
                        userId: string;
                    };
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listGroupMessages: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
                userId?: string;
                subGroupId?: string;
                after?: number;
                before?: number;
            };
            header?: never;
            path: {
                groupId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What one member sees, in order: all that was said to him since he joined; `after` goes on, `before` goes back, else the newest. The owner’s side sees a group or one sub-group */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            messageId: string;
                            seq: number;
                            /** Format: date-time */
                            at: string;
                            from: string;
                            sender: {
                                /** @enum {string} */
                                kind: "fan" | "owner";
                                name: string | null;
                                imitates?: boolean;
                            };
                            /** @enum {string} */
                            kind: "text" | "picture" | "screenshot" | "notice" | "product" | "coupon" | "livePreview" | "poll" | "productVote" | "topicCall" | "musicCall" | "reviewCall" | "video" | "redPacket" | "liveStarted" | "newVideo" | "autoReply" | "deleted";
                            /** @enum {string} */
                            scope: "allGroups" | "group" | "subGroup" | "self";
                            text?: string;
                            mentions?: string[];
                            productId?: string;
                            benefitId?: string;
                            packetId?: string;
                            /** Format: date-time */
                            startsAt?: string;
                            media?: {
                                mediaId: string;
                                /** @enum {string} */
                                kind: "picture" | "screenshot" | "video";
                                /** @enum {string} */
                                mediaType: "image/webp" | "video/mp4";
                                width: number;
                                height: number;
                                bytes: number;
                                seconds?: number;
                                url: string;
                                /** Format: date-time */
                                linksUntil: string;
                                thumbnail: {
                                    url: string;
                                    width: number;
                                    height: number;
                                };
                            };
                            name?: string;
                            imageUrl?: string;
                            price?: components["schemas"]["Amount"];
                            sessionId?: string;
                            videoId?: string;
                            title?: string | null;
                            /** @enum {string} */
                            code?: "mode_announced" | "mode_withdrawn" | "benefit_withdrawing" | "benefit_kept";
                            change?: {
                                id: string;
                                /** @enum {string} */
                                to?: "live" | "shopping";
                                /** Format: date-time */
                                effectiveAt?: string;
                                carries?: number;
                            };
                            withdrawing?: {
                                benefitId: string;
                                name: string;
                                /** Format: date-time */
                                withdrawAt?: string;
                            };
                            pollId?: string;
                            reviewCallId?: string;
                            poll?: {
                                pollId: string;
                                messageId: string;
                                ownerId: string;
                                /** @enum {string} */
                                kind: "poll" | "productVote" | "topicCall" | "musicCall";
                                question: string;
                                /** @enum {string} */
                                status: "open" | "closed";
                                choicesMost: number;
                                each: number;
                                /** @enum {string} */
                                results: "always" | "voted" | "ended";
                                /** Format: date-time */
                                openedAt: string;
                                /** Format: date-time */
                                closesAt: string | null;
                                /** Format: date-time */
                                closedAt: string | null;
                                voters: number;
                                suggestions: number;
                                options: {
                                    option: number;
                                    text: string | null;
                                    product?: {
                                        productId: string;
                                        name?: string;
                                        imageUrl?: string;
                                        price?: components["schemas"]["Amount"];
                                    };
                                    votes: number | null;
                                    picked: boolean;
                                    by: {
                                        userId: string | null;
                                        name: string | null;
                                    } | null;
                                }[];
                                mine: {
                                    options: number[];
                                    suggestions: number[];
                                } | null;
                            };
                            reviewCall?: {
                                reviewCallId: string;
                                productId: string;
                                /** @enum {string} */
                                status: "open" | "closed";
                                /** Format: date-time */
                                openedAt: string;
                                /** Format: date-time */
                                closesAt: string;
                                /** Format: date-time */
                                closedAt: string | null;
                                quota: number;
                                rewarded: number;
                                benefit: {
                                    benefitId: string;
                                    /** @enum {string} */
                                    kind: "coupon" | "service" | "honour" | "product" | "redPacket" | "luckyBag";
                                    name: string;
                                    description: string | null;
                                    /** @description minLevel, or tier, or firstJoin, or groupId */
                                    audience: {
                                        minLevel: number;
                                    } | {
                                        /** @enum {string} */
                                        tier: "新粉" | "铁粉" | "钻粉" | "真爱粉";
                                    } | {
                                        /** @constant */
                                        firstJoin: true;
                                    } | {
                                        /** Format: uuid */
                                        groupId: string;
                                    };
                                    fromLevel: number;
                                    /** Format: date-time */
                                    claimFrom: string | null;
                                    /** Format: date-time */
                                    claimUntil: string | null;
                                    /** Format: date-time */
                                    withdrawAt: string | null;
                                    coupon?: {
                                        minimum: components["schemas"]["Amount"];
                                        off: components["schemas"]["Amount"];
                                        validDays?: number;
                                        /** Format: date-time */
                                        validUntil?: string;
                                        products?: string[];
                                    } | {
                                        minimum: components["schemas"]["Amount"];
                                        percentOff: number;
                                        atMost: components["schemas"]["Amount"];
                                        validDays?: number;
                                        /** Format: date-time */
                                        validUntil?: string;
                                        products?: string[];
                                    };
                                    attached?: {
                                        ownerId: string;
                                        ownerName: string;
                                        benefitId: string;
                                    };
                                    /** @enum {string} */
                                    honour?: "entryEffect" | "badge" | "levelUpEffect" | "giftRight" | "cheerLight";
                                    /** @enum {string} */
                                    style?: "breeze" | "aurora" | "comet" | "lantern" | "ripple" | "laurel";
                                    gifts?: string[];
                                    products?: string[];
                                    amount?: components["schemas"]["Amount"];
                                    left: number | null;
                                    claimed: boolean;
                                };
                                /** Format: date-time */
                                rewardedAt: string | null;
                            };
                            packet?: {
                                packetId: string;
                                /** @enum {string} */
                                split: "equal" | "lucky";
                                /** @enum {string} */
                                status: "open" | "empty" | "returned";
                                total: components["schemas"]["Money"];
                                count: number;
                                sharesClaimed: number;
                                fromLevel: number | null;
                                greeting: string | null;
                                /** Format: date-time */
                                expiresAt: string;
                                mine: components["schemas"]["Money"] | null;
                            };
                            benefit?: {
                                benefitId: string;
                                /** @enum {string} */
                                kind: "coupon" | "service" | "honour" | "product" | "redPacket" | "luckyBag";
                                name: string;
                                description: string | null;
                                /** @description minLevel, or tier, or firstJoin, or groupId */
                                audience: {
                                    minLevel: number;
                                } | {
                                    /** @enum {string} */
                                    tier: "新粉" | "铁粉" | "钻粉" | "真爱粉";
                                } | {
                                    /** @constant */
                                    firstJoin: true;
                                } | {
                                    /** Format: uuid */
                                    groupId: string;
                                };
                                fromLevel: number;
                                /** Format: date-time */
                                claimFrom: string | null;
                                /** Format: date-time */
                                claimUntil: string | null;
                                /** Format: date-time */
                                withdrawAt: string | null;
                                coupon?: {
                                    minimum: components["schemas"]["Amount"];
                                    off: components["schemas"]["Amount"];
                                    validDays?: number;
                                    /** Format: date-time */
                                    validUntil?: string;
                                    products?: string[];
                                } | {
                                    minimum: components["schemas"]["Amount"];
                                    percentOff: number;
                                    atMost: components["schemas"]["Amount"];
                                    validDays?: number;
                                    /** Format: date-time */
                                    validUntil?: string;
                                    products?: string[];
                                };
                                attached?: {
                                    ownerId: string;
                                    ownerName: string;
                                    benefitId: string;
                                };
                                /** @enum {string} */
                                honour?: "entryEffect" | "badge" | "levelUpEffect" | "giftRight" | "cheerLight";
                                /** @enum {string} */
                                style?: "breeze" | "aurora" | "comet" | "lantern" | "ripple" | "laurel";
                                gifts?: string[];
                                products?: string[];
                                amount?: components["schemas"]["Amount"];
                                left: number | null;
                                claimed: boolean;
                            };
                        }[];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postGroupMessage: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and request give the same answer again, for 48 hours */
                "Idempotency-Key"?: string;
            };
            path: {
                groupId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    from: string;
                    subGroupId?: string;
                    /** @enum {string} */
                    to?: "group" | "allGroups";
                    sendId?: string;
                    /** @constant */
                    kind: "text";
                    text: string;
                    mentions?: string[];
                } | {
                    from: string;
                    subGroupId?: string;
                    /** @enum {string} */
                    to?: "group" | "allGroups";
                    sendId?: string;
                    /** @constant */
                    kind: "notice";
                    text: string;
                } | {
                    from: string;
                    subGroupId?: string;
                    /** @enum {string} */
                    to?: "group" | "allGroups";
                    sendId?: string;
                    /** @constant */
                    kind: "product";
                    productId: string;
                    name?: string;
                    /** Format: uri */
                    imageUrl?: string;
                    price?: components["schemas"]["Amount"];
                    text?: string;
                } | {
                    from: string;
                    subGroupId?: string;
                    /** @enum {string} */
                    to?: "group" | "allGroups";
                    sendId?: string;
                    /** @constant */
                    kind: "coupon";
                    /** Format: uuid */
                    benefitId: string;
                    text?: string;
                } | {
                    from: string;
                    subGroupId?: string;
                    /** @enum {string} */
                    to?: "group" | "allGroups";
                    sendId?: string;
                    /** @constant */
                    kind: "livePreview";
                    /** Format: date-time */
                    startsAt: string;
                    text: string;
                } | {
                    from: string;
                    subGroupId?: string;
                    /** @enum {string} */
                    to?: "group" | "allGroups";
                    sendId?: string;
                    /** @constant */
                    kind: "poll";
                    question: string;
                    /** Format: date-time */
                    closesAt?: string;
                    /**
                     * @default always
                     * @enum {string}
                     */
                    results?: "always" | "voted" | "ended";
                    options: string[];
                    /** @default 1 */
                    choicesMost?: number;
                } | {
                    from: string;
                    subGroupId?: string;
                    /** @enum {string} */
                    to?: "group" | "allGroups";
                    sendId?: string;
                    /** @constant */
                    kind: "productVote";
                    question: string;
                    /** Format: date-time */
                    closesAt?: string;
                    /**
                     * @default always
                     * @enum {string}
                     */
                    results?: "always" | "voted" | "ended";
                    products: {
                        productId: string;
                        name?: string;
                        /** Format: uri */
                        imageUrl?: string;
                        price?: components["schemas"]["Amount"];
                    }[];
                    /** @default 1 */
                    choicesMost?: number;
                } | {
                    from: string;
                    subGroupId?: string;
                    /** @enum {string} */
                    to?: "group" | "allGroups";
                    sendId?: string;
                    /** @constant */
                    kind: "topicCall";
                    question: string;
                    /** Format: date-time */
                    closesAt?: string;
                    /**
                     * @default always
                     * @enum {string}
                     */
                    results?: "always" | "voted" | "ended";
                    /** @default 3 */
                    each?: number;
                } | {
                    from: string;
                    subGroupId?: string;
                    /** @enum {string} */
                    to?: "group" | "allGroups";
                    sendId?: string;
                    /** @constant */
                    kind: "musicCall";
                    question: string;
                    /** Format: date-time */
                    closesAt?: string;
                    /**
                     * @default always
                     * @enum {string}
                     */
                    results?: "always" | "voted" | "ended";
                    /** @default 3 */
                    each?: number;
                } | {
                    from: string;
                    subGroupId?: string;
                    /** @enum {string} */
                    to?: "group" | "allGroups";
                    sendId?: string;
                    /** @constant */
                    kind: "reviewCall";
                    productId: string;
                    name?: string;
                    /** Format: uri */
                    imageUrl?: string;
                    price?: components["schemas"]["Amount"];
                    text?: string;
                    /** Format: uuid */
                    benefitId: string;
                    quota: number;
                    /** Format: date-time */
                    closesAt: string;
                } | {
                    from: string;
                    subGroupId?: string;
                    /** @enum {string} */
                    to?: "group" | "allGroups";
                    sendId?: string;
                    /** @constant */
                    kind: "picture";
                    /** Format: uuid */
                    mediaId: string;
                    text?: string;
                } | {
                    from: string;
                    subGroupId?: string;
                    /** @enum {string} */
                    to?: "group" | "allGroups";
                    sendId?: string;
                    /** @constant */
                    kind: "screenshot";
                    /** Format: uuid */
                    mediaId: string;
                    text?: string;
                } | {
                    from: string;
                    subGroupId?: string;
                    /** @enum {string} */
                    to?: "group" | "allGroups";
                    sendId?: string;
                    /** @constant */
                    kind: "video";
                    /** Format: uuid */
                    mediaId: string;
                    text?: string;
                };
            };
        };
        responses: {
            /** @description Say something: the owner’s side to one sub-group, the group or all groups, a fan to his own sub-group */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        messageId: string;
                        seq: number;
                        /** Format: date-time */
                        at: string;
                    };
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listUserGroups: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path: {
                userId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Groups a user sits in with what he has not read and what was said last, the one that last spoke first */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            groupId: string;
                            subGroupId: string;
                            ownerId: string;
                            ownerName: string;
                            name: string;
                            number: number;
                            unread: number;
                            notice: string | null;
                            /** Format: date-time */
                            noticeAt: string | null;
                            readUpTo: number;
                            lastSeq: number;
                            saidNotice: {
                                /** Format: date-time */
                                at: string;
                                text?: string;
                                /** @enum {string} */
                                code?: "mode_announced" | "mode_withdrawn" | "benefit_withdrawing" | "benefit_kept";
                                change?: {
                                    id: string;
                                    /** @enum {string} */
                                    to?: "live" | "shopping";
                                    /** Format: date-time */
                                    effectiveAt?: string;
                                    carries?: number;
                                };
                                withdrawing?: {
                                    benefitId: string;
                                    name: string;
                                    /** Format: date-time */
                                    withdrawAt?: string;
                                };
                            } | null;
                            muted: boolean;
                            /** Format: date-time */
                            mutedUntil: string | null;
                            silent: boolean;
                            /** Format: date-time */
                            joinedAt: string;
                            last: {
                                /** Format: date-time */
                                at: string;
                                from: string;
                                sender: {
                                    /** @enum {string} */
                                    kind: "fan" | "owner";
                                    name: string | null;
                                    imitates?: boolean;
                                };
                                /** @enum {string} */
                                kind: "text" | "picture" | "screenshot" | "notice" | "product" | "coupon" | "livePreview" | "poll" | "productVote" | "topicCall" | "musicCall" | "reviewCall" | "video" | "redPacket" | "liveStarted" | "newVideo" | "autoReply" | "deleted";
                                text: string | null;
                            } | null;
                        }[];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postGroupRead: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and request give the same answer again, for 48 hours */
                "Idempotency-Key"?: string;
            };
            path: {
                groupId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    userId: string;
                    upTo: number;
                };
            };
        };
        responses: {
            /** @description A member has read up to a number; opening a group counts for the daily task */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        groupId: string;
                        upTo: number;
                    };
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteGroupMessage: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and request give the same answer again, for 48 hours */
                "Idempotency-Key"?: string;
            };
            path: {
                groupId: string;
                messageId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Take a message back: the owner’s side any, a fan his own; its place stays */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        groupId: string;
                        messageId: string;
                    };
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    putGroupMute: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and request give the same answer again, for 48 hours */
                "Idempotency-Key"?: string;
            };
            path: {
                groupId: string;
                userId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** Format: date-time */
                    until: string | null;
                };
            };
        };
        responses: {
            /** @description He reads and does not write, until an instant or until it is lifted */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        groupId: string;
                        userId: string;
                        /** Format: date-time */
                        until: string | null;
                        muted: boolean;
                    };
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteGroupMute: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and request give the same answer again, for 48 hours */
                "Idempotency-Key"?: string;
            };
            path: {
                groupId: string;
                userId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description He writes again */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        groupId: string;
                        userId: string;
                        /** Format: date-time */
                        until: string | null;
                        muted: boolean;
                    };
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postGroupMedia: {
        parameters: {
            query: {
                kind: "picture" | "screenshot" | "video";
                from: string;
                origin?: "shot" | "picked";
            };
            header?: never;
            path: {
                groupId: string;
            };
            cookie?: never;
        };
        /** @description The file as it is: a picture of at most 20971520 bytes, a video of at most 125829120 */
        requestBody: {
            content: {
                "image/jpeg": string;
                "image/png": string;
                "image/webp": string;
                "image/gif": string;
                "image/avif": string;
                "video/mp4": string;
                "video/quicktime": string;
                "video/webm": string;
                "video/x-matroska": string;
                "application/octet-stream": string;
            };
        };
        responses: {
            /** @description Send a picture, a screenshot or a video as bytes, then name it in a message; what it is is found by decoding it. One that stands in no message is gone after a day */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        mediaId: string;
                        /** @enum {string} */
                        kind: "picture" | "screenshot" | "video";
                        /** @enum {string} */
                        mediaType: "image/webp" | "video/mp4";
                        width: number;
                        height: number;
                        bytes: number;
                        seconds?: number;
                        url: string;
                        /** Format: date-time */
                        linksUntil: string;
                        thumbnail: {
                            url: string;
                            width: number;
                            height: number;
                        };
                    };
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getMediaLimits: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Which pictures and videos can be sent to groups here */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        pictureBytesMost: number;
                        pictureTypes: string[];
                        videoBytesMost: number;
                        videoTypes: string[];
                        shotSecondsMost: number;
                        pickedSecondsMost: number;
                        perDay: number;
                        video: {
                            available: boolean;
                            why: "no_ffmpeg" | null;
                        };
                    };
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getPoll: {
        parameters: {
            query?: {
                userId?: string;
            };
            header?: never;
            path: {
                pollId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A poll or call as a member, or the owner’s side, sees it */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        pollId: string;
                        messageId: string;
                        ownerId: string;
                        /** @enum {string} */
                        kind: "poll" | "productVote" | "topicCall" | "musicCall";
                        question: string;
                        /** @enum {string} */
                        status: "open" | "closed";
                        choicesMost: number;
                        each: number;
                        /** @enum {string} */
                        results: "always" | "voted" | "ended";
                        /** Format: date-time */
                        openedAt: string;
                        /** Format: date-time */
                        closesAt: string | null;
                        /** Format: date-time */
                        closedAt: string | null;
                        voters: number;
                        suggestions: number;
                        options: {
                            option: number;
                            text: string | null;
                            product?: {
                                productId: string;
                                name?: string;
                                imageUrl?: string;
                                price?: components["schemas"]["Amount"];
                            };
                            votes: number | null;
                            picked: boolean;
                            by: {
                                userId: string | null;
                                name: string | null;
                            } | null;
                        }[];
                        mine: {
                            options: number[];
                            suggestions: number[];
                        } | null;
                    };
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listPollOptions: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
                userId?: string;
                sort?: "votes" | "new";
            };
            header?: never;
            path: {
                pollId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Every suggestion of a call, the most backed first or the newest; where counts are not shown yet, the newest */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            option: number;
                            text: string | null;
                            product?: {
                                productId: string;
                                name?: string;
                                imageUrl?: string;
                                price?: components["schemas"]["Amount"];
                            };
                            votes: number | null;
                            picked: boolean;
                            by: {
                                userId: string | null;
                                name: string | null;
                            } | null;
                        }[];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getPollResults: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                pollId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Who chose what, by the level and tier each had when he voted: for the owner’s side; nobody is named */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        pollId: string;
                        voters: number;
                        levels: {
                            level: number;
                            voters: number;
                        }[];
                        tiers: {
                            tier: ("新粉" | "铁粉" | "钻粉" | "真爱粉") | null;
                            voters: number;
                        }[];
                        options: {
                            option: number;
                            text: string | null;
                            product?: {
                                productId: string;
                                name?: string;
                                imageUrl?: string;
                                price?: components["schemas"]["Amount"];
                            };
                            votes: number;
                            picked: boolean;
                            by: {
                                userId: string | null;
                                name: string | null;
                            } | null;
                            levels: {
                                level: number;
                                votes: number;
                            }[];
                            tiers: {
                                tier: ("新粉" | "铁粉" | "钻粉" | "真爱粉") | null;
                                votes: number;
                            }[];
                        }[];
                    };
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    putPollVote: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and request give the same answer again, for 48 hours */
                "Idempotency-Key"?: string;
            };
            path: {
                pollId: string;
                userId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    options: number[];
                };
            };
        };
        responses: {
            /** @description All that a member chooses, instead of what he chose before; none takes his vote back */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        pollId: string;
                        messageId: string;
                        ownerId: string;
                        /** @enum {string} */
                        kind: "poll" | "productVote" | "topicCall" | "musicCall";
                        question: string;
                        /** @enum {string} */
                        status: "open" | "closed";
                        choicesMost: number;
                        each: number;
                        /** @enum {string} */
                        results: "always" | "voted" | "ended";
                        /** Format: date-time */
                        openedAt: string;
                        /** Format: date-time */
                        closesAt: string | null;
                        /** Format: date-time */
                        closedAt: string | null;
                        voters: number;
                        suggestions: number;
                        options: {
                            option: number;
                            text: string | null;
                            product?: {
                                productId: string;
                                name?: string;
                                imageUrl?: string;
                                price?: components["schemas"]["Amount"];
                            };
                            votes: number | null;
                            picked: boolean;
                            by: {
                                userId: string | null;
                                name: string | null;
                            } | null;
                        }[];
                        mine: {
                            options: number[];
                            suggestions: number[];
                        } | null;
                    };
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postPollSuggestion: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and request give the same answer again, for 48 hours */
                "Idempotency-Key"?: string;
            };
            path: {
                pollId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    userId: string;
                    text: string;
                };
            };
        };
        responses: {
            /** @description Answer a call for topics or music; others may back it */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        pollId: string;
                        option: number;
                        text: string;
                    };
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postPollClose: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and request give the same answer again, for 48 hours */
                "Idempotency-Key"?: string;
            };
            path: {
                pollId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description End a poll or call at once; ended it stays as it is */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        pollId: string;
                        messageId: string;
                        ownerId: string;
                        /** @enum {string} */
                        kind: "poll" | "productVote" | "topicCall" | "musicCall";
                        question: string;
                        /** @enum {string} */
                        status: "open" | "closed";
                        choicesMost: number;
                        each: number;
                        /** @enum {string} */
                        results: "always" | "voted" | "ended";
                        /** Format: date-time */
                        openedAt: string;
                        /** Format: date-time */
                        closesAt: string | null;
                        /** Format: date-time */
                        closedAt: string | null;
                        voters: number;
                        suggestions: number;
                        options: {
                            option: number;
                            text: string | null;
                            product?: {
                                productId: string;
                                name?: string;
                                imageUrl?: string;
                                price?: components["schemas"]["Amount"];
                            };
                            votes: number | null;
                            picked: boolean;
                            by: {
                                userId: string | null;
                                name: string | null;
                            } | null;
                        }[];
                        mine: {
                            options: number[];
                            suggestions: number[];
                        } | null;
                    };
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    putPollPicks: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and request give the same answer again, for 48 hours */
                "Idempotency-Key"?: string;
            };
            path: {
                pollId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    options: number[];
                };
            };
        };
        responses: {
            /** @description The options that the owner picks, shown as such; also once the poll or call is over */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        pollId: string;
                        messageId: string;
                        ownerId: string;
                        /** @enum {string} */
                        kind: "poll" | "productVote" | "topicCall" | "musicCall";
                        question: string;
                        /** @enum {string} */
                        status: "open" | "closed";
                        choicesMost: number;
                        each: number;
                        /** @enum {string} */
                        results: "always" | "voted" | "ended";
                        /** Format: date-time */
                        openedAt: string;
                        /** Format: date-time */
                        closesAt: string | null;
                        /** Format: date-time */
                        closedAt: string | null;
                        voters: number;
                        suggestions: number;
                        options: {
                            option: number;
                            text: string | null;
                            product?: {
                                productId: string;
                                name?: string;
                                imageUrl?: string;
                                price?: components["schemas"]["Amount"];
                            };
                            votes: number | null;
                            picked: boolean;
                            by: {
                                userId: string | null;
                                name: string | null;
                            } | null;
                        }[];
                        mine: {
                            options: number[];
                            suggestions: number[];
                        } | null;
                    };
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deletePollSuggestion: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and request give the same answer again, for 48 hours */
                "Idempotency-Key"?: string;
            };
            path: {
                pollId: string;
                option: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Take a suggestion away: the owner’s side any, a fan his own while the call is open */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        pollId: string;
                        option: number;
                    };
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getReviewCall: {
        parameters: {
            query?: {
                userId?: string;
            };
            header?: never;
            path: {
                reviewCallId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A rewarded review as a member, or the owner’s side, sees it */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        reviewCallId: string;
                        productId: string;
                        /** @enum {string} */
                        status: "open" | "closed";
                        /** Format: date-time */
                        openedAt: string;
                        /** Format: date-time */
                        closesAt: string;
                        /** Format: date-time */
                        closedAt: string | null;
                        quota: number;
                        rewarded: number;
                        benefit: {
                            benefitId: string;
                            /** @enum {string} */
                            kind: "coupon" | "service" | "honour" | "product" | "redPacket" | "luckyBag";
                            name: string;
                            description: string | null;
                            /** @description minLevel, or tier, or firstJoin, or groupId */
                            audience: {
                                minLevel: number;
                            } | {
                                /** @enum {string} */
                                tier: "新粉" | "铁粉" | "钻粉" | "真爱粉";
                            } | {
                                /** @constant */
                                firstJoin: true;
                            } | {
                                /** Format: uuid */
                                groupId: string;
                            };
                            fromLevel: number;
                            /** Format: date-time */
                            claimFrom: string | null;
                            /** Format: date-time */
                            claimUntil: string | null;
                            /** Format: date-time */
                            withdrawAt: string | null;
                            coupon?: {
                                minimum: components["schemas"]["Amount"];
                                off: components["schemas"]["Amount"];
                                validDays?: number;
                                /** Format: date-time */
                                validUntil?: string;
                                products?: string[];
                            } | {
                                minimum: components["schemas"]["Amount"];
                                percentOff: number;
                                atMost: components["schemas"]["Amount"];
                                validDays?: number;
                                /** Format: date-time */
                                validUntil?: string;
                                products?: string[];
                            };
                            attached?: {
                                ownerId: string;
                                ownerName: string;
                                benefitId: string;
                            };
                            /** @enum {string} */
                            honour?: "entryEffect" | "badge" | "levelUpEffect" | "giftRight" | "cheerLight";
                            /** @enum {string} */
                            style?: "breeze" | "aurora" | "comet" | "lantern" | "ripple" | "laurel";
                            gifts?: string[];
                            products?: string[];
                            amount?: components["schemas"]["Amount"];
                            left: number | null;
                            claimed: boolean;
                        };
                        /** Format: date-time */
                        rewardedAt: string | null;
                    };
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postReviewCallClose: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and request give the same answer again, for 48 hours */
                "Idempotency-Key"?: string;
            };
            path: {
                reviewCallId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Reward nobody for a review written from now on */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        reviewCallId: string;
                        productId: string;
                        /** @enum {string} */
                        status: "open" | "closed";
                        /** Format: date-time */
                        openedAt: string;
                        /** Format: date-time */
                        closesAt: string;
                        /** Format: date-time */
                        closedAt: string | null;
                        quota: number;
                        rewarded: number;
                        benefit: {
                            benefitId: string;
                            /** @enum {string} */
                            kind: "coupon" | "service" | "honour" | "product" | "redPacket" | "luckyBag";
                            name: string;
                            description: string | null;
                            /** @description minLevel, or tier, or firstJoin, or groupId */
                            audience: {
                                minLevel: number;
                            } | {
                                /** @enum {string} */
                                tier: "新粉" | "铁粉" | "钻粉" | "真爱粉";
                            } | {
                                /** @constant */
                                firstJoin: true;
                            } | {
                                /** Format: uuid */
                                groupId: string;
                            };
                            fromLevel: number;
                            /** Format: date-time */
                            claimFrom: string | null;
                            /** Format: date-time */
                            claimUntil: string | null;
                            /** Format: date-time */
                            withdrawAt: string | null;
                            coupon?: {
                                minimum: components["schemas"]["Amount"];
                                off: components["schemas"]["Amount"];
                                validDays?: number;
                                /** Format: date-time */
                                validUntil?: string;
                                products?: string[];
                            } | {
                                minimum: components["schemas"]["Amount"];
                                percentOff: number;
                                atMost: components["schemas"]["Amount"];
                                validDays?: number;
                                /** Format: date-time */
                                validUntil?: string;
                                products?: string[];
                            };
                            attached?: {
                                ownerId: string;
                                ownerName: string;
                                benefitId: string;
                            };
                            /** @enum {string} */
                            honour?: "entryEffect" | "badge" | "levelUpEffect" | "giftRight" | "cheerLight";
                            /** @enum {string} */
                            style?: "breeze" | "aurora" | "comet" | "lantern" | "ripple" | "laurel";
                            gifts?: string[];
                            products?: string[];
                            amount?: components["schemas"]["Amount"];
                            left: number | null;
                            claimed: boolean;
                        };
                        /** Format: date-time */
                        rewardedAt: string | null;
                    };
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listGroupPhrases: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path: {
                groupId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Pass-phrases of a group, newest first, with who came by them counted */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            phrase: string;
                            groupId: string;
                            link: string;
                            /** Format: date-time */
                            createdAt: string;
                            /** Format: date-time */
                            expiresAt: string;
                            /** Format: date-time */
                            revokedAt: string | null;
                            joined: number;
                        }[];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postGroupPhrase: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and request give the same answer again, for 48 hours */
                "Idempotency-Key"?: string;
            };
            path: {
                groupId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @default 7 */
                    days?: number;
                };
            };
        };
        responses: {
            /** @description Make a pass-phrase to paste in a comment or message: it opens the joining page until it expires */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        phrase: string;
                        groupId: string;
                        link: string;
                        /** Format: date-time */
                        createdAt: string;
                        /** Format: date-time */
                        expiresAt: string;
                        /** Format: date-time */
                        revokedAt: string | null;
                        joined: number;
                    };
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getGroupPhrase: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                phrase: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The group that a pass-phrase opens */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        phrase: string;
                        /** Format: date-time */
                        expiresAt: string;
                        group: {
                            groupId: string;
                            ownerId: string;
                            name: string;
                            gate: {
                                /** @constant */
                                kind: "none";
                            } | {
                                /** @constant */
                                kind: "tier";
                                /** @enum {string} */
                                tier: "新粉" | "铁粉" | "钻粉" | "真爱粉";
                            } | {
                                /** @constant */
                                kind: "level";
                                level: number;
                                /** @enum {string} */
                                mode?: "live" | "shopping";
                            } | {
                                /** @constant */
                                kind: "follow";
                                days: number;
                            };
                            notice: string | null;
                            /** Format: date-time */
                            noticeAt: string | null;
                            autoReply: string | null;
                            /** @enum {string} */
                            status: "open" | "closed";
                            /** Format: date-time */
                            createdAt: string;
                            members: number;
                            seats: number;
                            freeSeats: number;
                            subGroups: number;
                            mine: {
                                groupId: string;
                                subGroupId: string;
                                number: number;
                                /** Format: date-time */
                                joinedAt: string;
                            } | null;
                            missing: ({
                                /** @constant */
                                kind: "membership";
                            } | {
                                /** @constant */
                                kind: "level";
                                wanted: number;
                                has: number;
                            } | {
                                /** @constant */
                                kind: "follow";
                            } | {
                                /** @constant */
                                kind: "followDays";
                                wanted: number;
                                has: number;
                                /** Format: date-time */
                                from: string;
                            })[] | null;
                        };
                    };
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteGroupPhrase: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and request give the same answer again, for 48 hours */
                "Idempotency-Key"?: string;
            };
            path: {
                groupId: string;
                phrase: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Revoke a pass-phrase at once */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        phrase: string;
                        groupId: string;
                        link: string;
                        /** Format: date-time */
                        createdAt: string;
                        /** Format: date-time */
                        expiresAt: string;
                        /** Format: date-time */
                        revokedAt: string | null;
                        joined: number;
                    };
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getGroupRates: {
        parameters: {
            query?: {
                from?: string;
                to?: string;
            };
            header?: never;
            path: {
                ownerId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description How much each group speaks and buys in a window: speakers ÷ members, buyers ÷ members; groups behind level and tier against the others. Members: who sat there at the window’s end */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** Format: date-time */
                        from: string;
                        /** Format: date-time */
                        to: string;
                        groups: {
                            members: number;
                            speakers: number;
                            buyers: number;
                            speakingRate: number | null;
                            buyersShare: number | null;
                            groupId: string;
                            name: string;
                            gate: {
                                /** @constant */
                                kind: "none";
                            } | {
                                /** @constant */
                                kind: "tier";
                                /** @enum {string} */
                                tier: "新粉" | "铁粉" | "钻粉" | "真爱粉";
                            } | {
                                /** @constant */
                                kind: "level";
                                level: number;
                                /** @enum {string} */
                                mode?: "live" | "shopping";
                            } | {
                                /** @constant */
                                kind: "follow";
                                days: number;
                            };
                        }[];
                        gated: {
                            members: number;
                            speakers: number;
                            buyers: number;
                            speakingRate: number | null;
                            buyersShare: number | null;
                            groups: number;
                        };
                        others: {
                            members: number;
                            speakers: number;
                            buyers: number;
                            speakingRate: number | null;
                            buyersShare: number | null;
                            groups: number;
                        };
                    };
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listReports: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
                state?: "open" | "decided";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Reported messages of all owners: those that wait, the oldest first; those decided, the newest first */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            caseId: string;
                            ownerId: string;
                            ownerName: string;
                            groupId: string;
                            groupName: string;
                            messageId: string;
                            writer: {
                                userId: string;
                                name: string | null;
                            } | null;
                            /** @enum {string} */
                            kind: "text" | "picture" | "screenshot" | "notice" | "product" | "coupon" | "livePreview" | "poll" | "productVote" | "topicCall" | "musicCall" | "reviewCall" | "video" | "redPacket" | "liveStarted" | "newVideo";
                            text: string | null;
                            media?: {
                                mediaId: string;
                                /** @enum {string} */
                                kind: "picture" | "screenshot" | "video";
                                /** @enum {string} */
                                mediaType: "image/webp" | "video/mp4";
                                width: number;
                                height: number;
                                bytes: number;
                                seconds?: number;
                                url: string;
                                /** Format: date-time */
                                linksUntil: string;
                                thumbnail: {
                                    url: string;
                                    width: number;
                                    height: number;
                                };
                            };
                            /** Format: date-time */
                            saidAt: string;
                            reports: number;
                            noted: string[];
                            /** Format: date-time */
                            firstAt: string;
                            /** Format: date-time */
                            lastAt: string;
                            hidden: boolean;
                            /** @enum {string} */
                            outcome: "open" | "dismissed" | "deleted";
                            /** Format: date-time */
                            decidedAt: string | null;
                            decidedBy: string | null;
                            writerAct: ("muted" | "removed") | null;
                            note: string | null;
                        }[];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listOwnerReports: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
                state?: "open" | "decided";
            };
            header?: never;
            path: {
                ownerId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Reported messages of fans in an owner’s groups; a sub-account sees the groups it runs */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            caseId: string;
                            ownerId: string;
                            ownerName: string;
                            groupId: string;
                            groupName: string;
                            messageId: string;
                            writer: {
                                userId: string;
                                name: string | null;
                            } | null;
                            /** @enum {string} */
                            kind: "text" | "picture" | "screenshot" | "notice" | "product" | "coupon" | "livePreview" | "poll" | "productVote" | "topicCall" | "musicCall" | "reviewCall" | "video" | "redPacket" | "liveStarted" | "newVideo";
                            text: string | null;
                            media?: {
                                mediaId: string;
                                /** @enum {string} */
                                kind: "picture" | "screenshot" | "video";
                                /** @enum {string} */
                                mediaType: "image/webp" | "video/mp4";
                                width: number;
                                height: number;
                                bytes: number;
                                seconds?: number;
                                url: string;
                                /** Format: date-time */
                                linksUntil: string;
                                thumbnail: {
                                    url: string;
                                    width: number;
                                    height: number;
                                };
                            };
                            /** Format: date-time */
                            saidAt: string;
                            reports: number;
                            noted: string[];
                            /** Format: date-time */
                            firstAt: string;
                            /** Format: date-time */
                            lastAt: string;
                            hidden: boolean;
                            /** @enum {string} */
                            outcome: "open" | "dismissed" | "deleted";
                            /** Format: date-time */
                            decidedAt: string | null;
                            decidedBy: string | null;
                            writerAct: ("muted" | "removed") | null;
                            note: string | null;
                        }[];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getReport: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                caseId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A reported message with what was said around it and why it was reported */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        caseId: string;
                        ownerId: string;
                        ownerName: string;
                        groupId: string;
                        groupName: string;
                        messageId: string;
                        writer: {
                            userId: string;
                            name: string | null;
                        } | null;
                        /** @enum {string} */
                        kind: "text" | "picture" | "screenshot" | "notice" | "product" | "coupon" | "livePreview" | "poll" | "productVote" | "topicCall" | "musicCall" | "reviewCall" | "video" | "redPacket" | "liveStarted" | "newVideo";
                        text: string | null;
                        media?: {
                            mediaId: string;
                            /** @enum {string} */
                            kind: "picture" | "screenshot" | "video";
                            /** @enum {string} */
                            mediaType: "image/webp" | "video/mp4";
                            width: number;
                            height: number;
                            bytes: number;
                            seconds?: number;
                            url: string;
                            /** Format: date-time */
                            linksUntil: string;
                            thumbnail: {
                                url: string;
                                width: number;
                                height: number;
                            };
                        };
                        /** Format: date-time */
                        saidAt: string;
                        reports: number;
                        noted: string[];
                        /** Format: date-time */
                        firstAt: string;
                        /** Format: date-time */
                        lastAt: string;
                        hidden: boolean;
                        /** @enum {string} */
                        outcome: "open" | "dismissed" | "deleted";
                        /** Format: date-time */
                        decidedAt: string | null;
                        decidedBy: string | null;
                        writerAct: ("muted" | "removed") | null;
                        note: string | null;
                        before: {
                            messageId: string;
                            /** Format: date-time */
                            at: string;
                            from: {
                                userId: string;
                                name: string | null;
                            } | null;
                            /** @enum {string} */
                            kind: "text" | "picture" | "screenshot" | "notice" | "product" | "coupon" | "livePreview" | "poll" | "productVote" | "topicCall" | "musicCall" | "reviewCall" | "video" | "redPacket" | "liveStarted" | "newVideo" | "deleted";
                            text: string | null;
                            media?: {
                                mediaId: string;
                                /** @enum {string} */
                                kind: "picture" | "screenshot" | "video";
                                /** @enum {string} */
                                mediaType: "image/webp" | "video/mp4";
                                width: number;
                                height: number;
                                bytes: number;
                                seconds?: number;
                                url: string;
                                /** Format: date-time */
                                linksUntil: string;
                                thumbnail: {
                                    url: string;
                                    width: number;
                                    height: number;
                                };
                            };
                        }[];
                        after: {
                            messageId: string;
                            /** Format: date-time */
                            at: string;
                            from: {
                                userId: string;
                                name: string | null;
                            } | null;
                            /** @enum {string} */
                            kind: "text" | "picture" | "screenshot" | "notice" | "product" | "coupon" | "livePreview" | "poll" | "productVote" | "topicCall" | "musicCall" | "reviewCall" | "video" | "redPacket" | "liveStarted" | "newVideo" | "deleted";
                            text: string | null;
                            media?: {
                                mediaId: string;
                                /** @enum {string} */
                                kind: "picture" | "screenshot" | "video";
                                /** @enum {string} */
                                mediaType: "image/webp" | "video/mp4";
                                width: number;
                                height: number;
                                bytes: number;
                                seconds?: number;
                                url: string;
                                /** Format: date-time */
                                linksUntil: string;
                                thumbnail: {
                                    url: string;
                                    width: number;
                                    height: number;
                                };
                            };
                        }[];
                        reported: {
                            /** @enum {string} */
                            reason: "spam" | "fraud" | "abuse" | "sexual" | "illegal" | "privacy" | "other";
                            note: string | null;
                            /** Format: date-time */
                            at: string;
                            userId: string | null;
                        }[];
                    };
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listUserReports: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path: {
                userId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What a user reported, the newest first, with what came of it */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            groupId: string;
                            messageId: string;
                            /** @enum {string} */
                            reason: "spam" | "fraud" | "abuse" | "sexual" | "illegal" | "privacy" | "other";
                            /** Format: date-time */
                            reportedAt: string;
                            /** @enum {string} */
                            outcome: "open" | "dismissed" | "deleted";
                        }[];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    putGroupReport: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and request give the same answer again, for 48 hours */
                "Idempotency-Key"?: string;
            };
            path: {
                groupId: string;
                messageId: string;
                userId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @enum {string} */
                    reason: "spam" | "fraud" | "abuse" | "sexual" | "illegal" | "privacy" | "other";
                    note?: string;
                };
            };
        };
        responses: {
            /** @description A member reports a message, once: reporting again changes nothing and tells what came of it */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        groupId: string;
                        messageId: string;
                        /** @enum {string} */
                        reason: "spam" | "fraud" | "abuse" | "sexual" | "illegal" | "privacy" | "other";
                        /** Format: date-time */
                        reportedAt: string;
                        /** @enum {string} */
                        outcome: "open" | "dismissed" | "deleted";
                    };
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postReportDecision: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and request give the same answer again, for 48 hours */
                "Idempotency-Key"?: string;
            };
            path: {
                caseId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @enum {string} */
                    decision: "dismiss" | "delete";
                    /** @enum {string} */
                    writer?: "mute" | "remove";
                    /** Format: date-time */
                    until?: string;
                    note?: string;
                };
            };
        };
        responses: {
            /** @description Dismiss a report, or delete the message; mute or remove who wrote it. Reporters are told; the owner’s side decides on his fans’ messages */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        caseId: string;
                        ownerId: string;
                        ownerName: string;
                        groupId: string;
                        groupName: string;
                        messageId: string;
                        writer: {
                            userId: string;
                            name: string | null;
                        } | null;
                        /** @enum {string} */
                        kind: "text" | "picture" | "screenshot" | "notice" | "product" | "coupon" | "livePreview" | "poll" | "productVote" | "topicCall" | "musicCall" | "reviewCall" | "video" | "redPacket" | "liveStarted" | "newVideo";
                        text: string | null;
                        media?: {
                            mediaId: string;
                            /** @enum {string} */
                            kind: "picture" | "screenshot" | "video";
                            /** @enum {string} */
                            mediaType: "image/webp" | "video/mp4";
                            width: number;
                            height: number;
                            bytes: number;
                            seconds?: number;
                            url: string;
                            /** Format: date-time */
                            linksUntil: string;
                            thumbnail: {
                                url: string;
                                width: number;
                                height: number;
                            };
                        };
                        /** Format: date-time */
                        saidAt: string;
                        reports: number;
                        noted: string[];
                        /** Format: date-time */
                        firstAt: string;
                        /** Format: date-time */
                        lastAt: string;
                        hidden: boolean;
                        /** @enum {string} */
                        outcome: "open" | "dismissed" | "deleted";
                        /** Format: date-time */
                        decidedAt: string | null;
                        decidedBy: string | null;
                        writerAct: ("muted" | "removed") | null;
                        note: string | null;
                    };
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getModeration: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What no message may hold, whoever says it: the platform’s list of words, its hosts */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        version: number;
                        linksAllowed: boolean;
                        contactsAllowed: boolean;
                        hosts: string[];
                        hideAt: number | null;
                        words: {
                            block: number;
                            mask: number;
                            report: number;
                        };
                        /** Format: date-time */
                        changedAt: string | null;
                        changedBy: string | null;
                    };
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    patchModeration: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and request give the same answer again, for 48 hours */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    version: number;
                    linksAllowed?: boolean;
                    contactsAllowed?: boolean;
                    hosts?: string[];
                    hideAt?: number | null;
                    /** @default [] */
                    words?: {
                        word: string;
                        /** @enum {string} */
                        action: "block" | "mask" | "report";
                    }[];
                    /** @default [] */
                    without?: string[];
                };
            };
        };
        responses: {
            /** @description Change what no message may hold; `version` is the one that was read */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        version: number;
                        linksAllowed: boolean;
                        contactsAllowed: boolean;
                        hosts: string[];
                        hideAt: number | null;
                        words: {
                            block: number;
                            mask: number;
                            report: number;
                        };
                        /** Format: date-time */
                        changedAt: string | null;
                        changedBy: string | null;
                    };
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listModerationWords: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
                action?: "block" | "mask" | "report";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Words of the platform’s list */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            word: string;
                            /** @enum {string} */
                            action: "block" | "mask" | "report";
                        }[];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getOwnerModeration: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                ownerId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What fans may not say in an owner’s groups: words, links, contacts */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        version: number;
                        linksAllowed: boolean;
                        contactsAllowed: boolean;
                        hosts: string[];
                        hideAt: number | null;
                        words: {
                            block: number;
                            mask: number;
                            report: number;
                        };
                        /** Format: date-time */
                        changedAt: string | null;
                        changedBy: string | null;
                    };
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    patchOwnerModeration: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and request give the same answer again, for 48 hours */
                "Idempotency-Key"?: string;
            };
            path: {
                ownerId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    version: number;
                    linksAllowed?: boolean;
                    contactsAllowed?: boolean;
                    hosts?: string[];
                    hideAt?: number | null;
                    /** @default [] */
                    words?: {
                        word: string;
                        /** @enum {string} */
                        action: "block" | "mask" | "report";
                    }[];
                    /** @default [] */
                    without?: string[];
                };
            };
        };
        responses: {
            /** @description Change what fans may not say in an owner’s groups; `version` is the one that was read */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        version: number;
                        linksAllowed: boolean;
                        contactsAllowed: boolean;
                        hosts: string[];
                        hideAt: number | null;
                        words: {
                            block: number;
                            mask: number;
                            report: number;
                        };
                        /** Format: date-time */
                        changedAt: string | null;
                        changedBy: string | null;
                    };
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listOwnerModerationWords: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
                action?: "block" | "mask" | "report";
            };
            header?: never;
            path: {
                ownerId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Words of an owner’s list */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            word: string;
                            /** @enum {string} */
                            action: "block" | "mask" | "report";
                        }[];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getGroupDesk: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                ownerId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The owner’s side of open groups: what may be made yet, which of them the asking account runs, where something is said */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        groupsMost: number;
                        open: number;
                        adminsMost: number;
                        items: {
                            messages: number;
                            /** Format: date-time */
                            lastAt: string | null;
                            groupId: string;
                            runs: boolean;
                            subGroups: {
                                messages: number;
                                /** Format: date-time */
                                lastAt: string | null;
                                subGroupId: string;
                                number: number;
                            }[];
                        }[];
                    };
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listGroupPosts: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
                status?: "planned" | "done";
            };
            header?: never;
            path: {
                ownerId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What the owner’s side composed: planned, what is sent next first; or done, the last first, with what became of each place */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            postId: string;
                            ownerId: string;
                            /** @enum {string} */
                            status: "planned" | "sent" | "refused" | "withdrawn";
                            /** Format: date-time */
                            sendAt: string;
                            /** Format: date-time */
                            createdAt: string;
                            /** Format: date-time */
                            decidedAt: string | null;
                            by: string;
                            message: {
                                from: string;
                                subGroupId?: string;
                                /** @enum {string} */
                                to?: "group" | "allGroups";
                                sendId?: string;
                                /** @constant */
                                kind: "text";
                                text: string;
                                mentions?: string[];
                            } | {
                                from: string;
                                subGroupId?: string;
                                /** @enum {string} */
                                to?: "group" | "allGroups";
                                sendId?: string;
                                /** @constant */
                                kind: "notice";
                                text: string;
                            } | {
                                from: string;
                                subGroupId?: string;
                                /** @enum {string} */
                                to?: "group" | "allGroups";
                                sendId?: string;
                                /** @constant */
                                kind: "product";
                                productId: string;
                                name?: string;
                                /** Format: uri */
                                imageUrl?: string;
                                price?: components["schemas"]["Amount"];
                                text?: string;
                            } | {
                                from: string;
                                subGroupId?: string;
                                /** @enum {string} */
                                to?: "group" | "allGroups";
                                sendId?: string;
                                /** @constant */
                                kind: "coupon";
                                /** Format: uuid */
                                benefitId: string;
                                text?: string;
                            } | {
                                from: string;
                                subGroupId?: string;
                                /** @enum {string} */
                                to?: "group" | "allGroups";
                                sendId?: string;
                                /** @constant */
                                kind: "livePreview";
                                /** Format: date-time */
                                startsAt: string;
                                text: string;
                            } | {
                                from: string;
                                subGroupId?: string;
                                /** @enum {string} */
                                to?: "group" | "allGroups";
                                sendId?: string;
                                /** @constant */
                                kind: "poll";
                                question: string;
                                /** Format: date-time */
                                closesAt?: string;
                                /**
                                 * @default always
                                 * @enum {string}
                                 */
                                results: "always" | "voted" | "ended";
                                options: string[];
                                /** @default 1 */
                                choicesMost: number;
                            } | {
                                from: string;
                                subGroupId?: string;
                                /** @enum {string} */
                                to?: "group" | "allGroups";
                                sendId?: string;
                                /** @constant */
                                kind: "productVote";
                                question: string;
                                /** Format: date-time */
                                closesAt?: string;
                                /**
                                 * @default always
                                 * @enum {string}
                                 */
                                results: "always" | "voted" | "ended";
                                products: {
                                    productId: string;
                                    name?: string;
                                    /** Format: uri */
                                    imageUrl?: string;
                                    price?: components["schemas"]["Amount"];
                                }[];
                                /** @default 1 */
                                choicesMost: number;
                            } | {
                                from: string;
                                subGroupId?: string;
                                /** @enum {string} */
                                to?: "group" | "allGroups";
                                sendId?: string;
                                /** @constant */
                                kind: "topicCall";
                                question: string;
                                /** Format: date-time */
                                closesAt?: string;
                                /**
                                 * @default always
                                 * @enum {string}
                                 */
                                results: "always" | "voted" | "ended";
                                /** @default 3 */
                                each: number;
                            } | {
                                from: string;
                                subGroupId?: string;
                                /** @enum {string} */
                                to?: "group" | "allGroups";
                                sendId?: string;
                                /** @constant */
                                kind: "musicCall";
                                question: string;
                                /** Format: date-time */
                                closesAt?: string;
                                /**
                                 * @default always
                                 * @enum {string}
                                 */
                                results: "always" | "voted" | "ended";
                                /** @default 3 */
                                each: number;
                            } | {
                                from: string;
                                subGroupId?: string;
                                /** @enum {string} */
                                to?: "group" | "allGroups";
                                sendId?: string;
                                /** @constant */
                                kind: "reviewCall";
                                productId: string;
                                name?: string;
                                /** Format: uri */
                                imageUrl?: string;
                                price?: components["schemas"]["Amount"];
                                text?: string;
                                /** Format: uuid */
                                benefitId: string;
                                quota: number;
                                /** Format: date-time */
                                closesAt: string;
                            } | {
                                from: string;
                                subGroupId?: string;
                                /** @enum {string} */
                                to?: "group" | "allGroups";
                                sendId?: string;
                                /** @constant */
                                kind: "picture";
                                /** Format: uuid */
                                mediaId: string;
                                text?: string;
                            } | {
                                from: string;
                                subGroupId?: string;
                                /** @enum {string} */
                                to?: "group" | "allGroups";
                                sendId?: string;
                                /** @constant */
                                kind: "screenshot";
                                /** Format: uuid */
                                mediaId: string;
                                text?: string;
                            } | {
                                from: string;
                                subGroupId?: string;
                                /** @enum {string} */
                                to?: "group" | "allGroups";
                                sendId?: string;
                                /** @constant */
                                kind: "video";
                                /** Format: uuid */
                                mediaId: string;
                                text?: string;
                            };
                            places: {
                                groupId: string | null;
                                subGroupId: string | null;
                                name: string | null;
                                messageId: string | null;
                                addressed: number | null;
                                refused: string | null;
                            }[];
                        }[];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getGroupPost: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                ownerId: string;
                postId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One post of the owner’s side, with who has read it */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        postId: string;
                        ownerId: string;
                        /** @enum {string} */
                        status: "planned" | "sent" | "refused" | "withdrawn";
                        /** Format: date-time */
                        sendAt: string;
                        /** Format: date-time */
                        createdAt: string;
                        /** Format: date-time */
                        decidedAt: string | null;
                        by: string;
                        message: {
                            from: string;
                            subGroupId?: string;
                            /** @enum {string} */
                            to?: "group" | "allGroups";
                            sendId?: string;
                            /** @constant */
                            kind: "text";
                            text: string;
                            mentions?: string[];
                        } | {
                            from: string;
                            subGroupId?: string;
                            /** @enum {string} */
                            to?: "group" | "allGroups";
                            sendId?: string;
                            /** @constant */
                            kind: "notice";
                            text: string;
                        } | {
                            from: string;
                            subGroupId?: string;
                            /** @enum {string} */
                            to?: "group" | "allGroups";
                            sendId?: string;
                            /** @constant */
                            kind: "product";
                            productId: string;
                            name?: string;
                            /** Format: uri */
                            imageUrl?: string;
                            price?: components["schemas"]["Amount"];
                            text?: string;
                        } | {
                            from: string;
                            subGroupId?: string;
                            /** @enum {string} */
                            to?: "group" | "allGroups";
                            sendId?: string;
                            /** @constant */
                            kind: "coupon";
                            /** Format: uuid */
                            benefitId: string;
                            text?: string;
                        } | {
                            from: string;
                            subGroupId?: string;
                            /** @enum {string} */
                            to?: "group" | "allGroups";
                            sendId?: string;
                            /** @constant */
                            kind: "livePreview";
                            /** Format: date-time */
                            startsAt: string;
                            text: string;
                        } | {
                            from: string;
                            subGroupId?: string;
                            /** @enum {string} */
                            to?: "group" | "allGroups";
                            sendId?: string;
                            /** @constant */
                            kind: "poll";
                            question: string;
                            /** Format: date-time */
                            closesAt?: string;
                            /**
                             * @default always
                             * @enum {string}
                             */
                            results: "always" | "voted" | "ended";
                            options: string[];
                            /** @default 1 */
                            choicesMost: number;
                        } | {
                            from: string;
                            subGroupId?: string;
                            /** @enum {string} */
                            to?: "group" | "allGroups";
                            sendId?: string;
                            /** @constant */
                            kind: "productVote";
                            question: string;
                            /** Format: date-time */
                            closesAt?: string;
                            /**
                             * @default always
                             * @enum {string}
                             */
                            results: "always" | "voted" | "ended";
                            products: {
                                productId: string;
                                name?: string;
                                /** Format: uri */
                                imageUrl?: string;
                                price?: components["schemas"]["Amount"];
                            }[];
                            /** @default 1 */
                            choicesMost: number;
                        } | {
                            from: string;
                            subGroupId?: string;
                            /** @enum {string} */
                            to?: "group" | "allGroups";
                            sendId?: string;
                            /** @constant */
                            kind: "topicCall";
                            question: string;
                            /** Format: date-time */
                            closesAt?: string;
                            /**
                             * @default always
                             * @enum {string}
                             */
                            results: "always" | "voted" | "ended";
                            /** @default 3 */
                            each: number;
                        } | {
                            from: string;
                            subGroupId?: string;
                            /** @enum {string} */
                            to?: "group" | "allGroups";
                            sendId?: string;
                            /** @constant */
                            kind: "musicCall";
                            question: string;
                            /** Format: date-time */
                            closesAt?: string;
                            /**
                             * @default always
                             * @enum {string}
                             */
                            results: "always" | "voted" | "ended";
                            /** @default 3 */
                            each: number;
                        } | {
                            from: string;
                            subGroupId?: string;
                            /** @enum {string} */
                            to?: "group" | "allGroups";
                            sendId?: string;
                            /** @constant */
                            kind: "reviewCall";
                            productId: string;
                            name?: string;
                            /** Format: uri */
                            imageUrl?: string;
                            price?: components["schemas"]["Amount"];
                            text?: string;
                            /** Format: uuid */
                            benefitId: string;
                            quota: number;
                            /** Format: date-time */
                            closesAt: string;
                        } | {
                            from: string;
                            subGroupId?: string;
                            /** @enum {string} */
                            to?: "group" | "allGroups";
                            sendId?: string;
                            /** @constant */
                            kind: "picture";
                            /** Format: uuid */
                            mediaId: string;
                            text?: string;
                        } | {
                            from: string;
                            subGroupId?: string;
                            /** @enum {string} */
                            to?: "group" | "allGroups";
                            sendId?: string;
                            /** @constant */
                            kind: "screenshot";
                            /** Format: uuid */
                            mediaId: string;
                            text?: string;
                        } | {
                            from: string;
                            subGroupId?: string;
                            /** @enum {string} */
                            to?: "group" | "allGroups";
                            sendId?: string;
                            /** @constant */
                            kind: "video";
                            /** Format: uuid */
                            mediaId: string;
                            text?: string;
                        };
                        places: {
                            groupId: string | null;
                            subGroupId: string | null;
                            name: string | null;
                            messageId: string | null;
                            addressed: number | null;
                            refused: string | null;
                        }[];
                        readBy: number | null;
                    };
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    putGroupPost: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and request give the same answer again, for 48 hours */
                "Idempotency-Key"?: string;
            };
            path: {
                ownerId: string;
                postId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    message: {
                        from: string;
                        subGroupId?: string;
                        /** @enum {string} */
                        to?: "group" | "allGroups";
                        sendId?: string;
                        /** @constant */
                        kind: "text";
                        text: string;
                        mentions?: string[];
                    } | {
                        from: string;
                        subGroupId?: string;
                        /** @enum {string} */
                        to?: "group" | "allGroups";
                        sendId?: string;
                        /** @constant */
                        kind: "notice";
                        text: string;
                    } | {
                        from: string;
                        subGroupId?: string;
                        /** @enum {string} */
                        to?: "group" | "allGroups";
                        sendId?: string;
                        /** @constant */
                        kind: "product";
                        productId: string;
                        name?: string;
                        /** Format: uri */
                        imageUrl?: string;
                        price?: components["schemas"]["Amount"];
                        text?: string;
                    } | {
                        from: string;
                        subGroupId?: string;
                        /** @enum {string} */
                        to?: "group" | "allGroups";
                        sendId?: string;
                        /** @constant */
                        kind: "coupon";
                        /** Format: uuid */
                        benefitId: string;
                        text?: string;
                    } | {
                        from: string;
                        subGroupId?: string;
                        /** @enum {string} */
                        to?: "group" | "allGroups";
                        sendId?: string;
                        /** @constant */
                        kind: "livePreview";
                        /** Format: date-time */
                        startsAt: string;
                        text: string;
                    } | {
                        from: string;
                        subGroupId?: string;
                        /** @enum {string} */
                        to?: "group" | "allGroups";
                        sendId?: string;
                        /** @constant */
                        kind: "poll";
                        question: string;
                        /** Format: date-time */
                        closesAt?: string;
                        /**
                         * @default always
                         * @enum {string}
                         */
                        results?: "always" | "voted" | "ended";
                        options: string[];
                        /** @default 1 */
                        choicesMost?: number;
                    } | {
                        from: string;
                        subGroupId?: string;
                        /** @enum {string} */
                        to?: "group" | "allGroups";
                        sendId?: string;
                        /** @constant */
                        kind: "productVote";
                        question: string;
                        /** Format: date-time */
                        closesAt?: string;
                        /**
                         * @default always
                         * @enum {string}
                         */
                        results?: "always" | "voted" | "ended";
                        products: {
                            productId: string;
                            name?: string;
                            /** Format: uri */
                            imageUrl?: string;
                            price?: components["schemas"]["Amount"];
                        }[];
                        /** @default 1 */
                        choicesMost?: number;
                    } | {
                        from: string;
                        subGroupId?: string;
                        /** @enum {string} */
                        to?: "group" | "allGroups";
                        sendId?: string;
                        /** @constant */
                        kind: "topicCall";
                        question: string;
                        /** Format: date-time */
                        closesAt?: string;
                        /**
                         * @default always
                         * @enum {string}
                         */
                        results?: "always" | "voted" | "ended";
                        /** @default 3 */
                        each?: number;
                    } | {
                        from: string;
                        subGroupId?: string;
                        /** @enum {string} */
                        to?: "group" | "allGroups";
                        sendId?: string;
                        /** @constant */
                        kind: "musicCall";
                        question: string;
                        /** Format: date-time */
                        closesAt?: string;
                        /**
                         * @default always
                         * @enum {string}
                         */
                        results?: "always" | "voted" | "ended";
                        /** @default 3 */
                        each?: number;
                    } | {
                        from: string;
                        subGroupId?: string;
                        /** @enum {string} */
                        to?: "group" | "allGroups";
                        sendId?: string;
                        /** @constant */
                        kind: "reviewCall";
                        productId: string;
                        name?: string;
                        /** Format: uri */
                        imageUrl?: string;
                        price?: components["schemas"]["Amount"];
                        text?: string;
                        /** Format: uuid */
                        benefitId: string;
                        quota: number;
                        /** Format: date-time */
                        closesAt: string;
                    } | {
                        from: string;
                        subGroupId?: string;
                        /** @enum {string} */
                        to?: "group" | "allGroups";
                        sendId?: string;
                        /** @constant */
                        kind: "picture";
                        /** Format: uuid */
                        mediaId: string;
                        text?: string;
                    } | {
                        from: string;
                        subGroupId?: string;
                        /** @enum {string} */
                        to?: "group" | "allGroups";
                        sendId?: string;
                        /** @constant */
                        kind: "screenshot";
                        /** Format: uuid */
                        mediaId: string;
                        text?: string;
                    } | {
                        from: string;
                        subGroupId?: string;
                        /** @enum {string} */
                        to?: "group" | "allGroups";
                        sendId?: string;
                        /** @constant */
                        kind: "video";
                        /** Format: uuid */
                        mediaId: string;
                        text?: string;
                    };
                    groupIds?: string[];
                    /** Format: date-time */
                    sendAt?: string;
                };
            };
        };
        responses: {
            /** @description Compose once for one or several groups, or all: sent now, or at `sendAt`; a planned post is changed by the same call, asked for twice it is one */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        postId: string;
                        ownerId: string;
                        /** @enum {string} */
                        status: "planned" | "sent" | "refused" | "withdrawn";
                        /** Format: date-time */
                        sendAt: string;
                        /** Format: date-time */
                        createdAt: string;
                        /** Format: date-time */
                        decidedAt: string | null;
                        by: string;
                        message: {
                            from: string;
                            subGroupId?: string;
                            /** @enum {string} */
                            to?: "group" | "allGroups";
                            sendId?: string;
                            /** @constant */
                            kind: "text";
                            text: string;
                            mentions?: string[];
                        } | {
                            from: string;
                            subGroupId?: string;
                            /** @enum {string} */
                            to?: "group" | "allGroups";
                            sendId?: string;
                            /** @constant */
                            kind: "notice";
                            text: string;
                        } | {
                            from: string;
                            subGroupId?: string;
                            /** @enum {string} */
                            to?: "group" | "allGroups";
                            sendId?: string;
                            /** @constant */
                            kind: "product";
                            productId: string;
                            name?: string;
                            /** Format: uri */
                            imageUrl?: string;
                            price?: components["schemas"]["Amount"];
                            text?: string;
                        } | {
                            from: string;
                            subGroupId?: string;
                            /** @enum {string} */
                            to?: "group" | "allGroups";
                            sendId?: string;
                            /** @constant */
                            kind: "coupon";
                            /** Format: uuid */
                            benefitId: string;
                            text?: string;
                        } | {
                            from: string;
                            subGroupId?: string;
                            /** @enum {string} */
                            to?: "group" | "allGroups";
                            sendId?: string;
                            /** @constant */
                            kind: "livePreview";
                            /** Format: date-time */
                            startsAt: string;
                            text: string;
                        } | {
                            from: string;
                            subGroupId?: string;
                            /** @enum {string} */
                            to?: "group" | "allGroups";
                            sendId?: string;
                            /** @constant */
                            kind: "poll";
                            question: string;
                            /** Format: date-time */
                            closesAt?: string;
                            /**
                             * @default always
                             * @enum {string}
                             */
                            results: "always" | "voted" | "ended";
                            options: string[];
                            /** @default 1 */
                            choicesMost: number;
                        } | {
                            from: string;
                            subGroupId?: string;
                            /** @enum {string} */
                            to?: "group" | "allGroups";
                            sendId?: string;
                            /** @constant */
                            kind: "productVote";
                            question: string;
                            /** Format: date-time */
                            closesAt?: string;
                            /**
                             * @default always
                             * @enum {string}
                             */
                            results: "always" | "voted" | "ended";
                            products: {
                                productId: string;
                                name?: string;
                                /** Format: uri */
                                imageUrl?: string;
                                price?: components["schemas"]["Amount"];
                            }[];
                            /** @default 1 */
                            choicesMost: number;
                        } | {
                            from: string;
                            subGroupId?: string;
                            /** @enum {string} */
                            to?: "group" | "allGroups";
                            sendId?: string;
                            /** @constant */
                            kind: "topicCall";
                            question: string;
                            /** Format: date-time */
                            closesAt?: string;
                            /**
                             * @default always
                             * @enum {string}
                             */
                            results: "always" | "voted" | "ended";
                            /** @default 3 */
                            each: number;
                        } | {
                            from: string;
                            subGroupId?: string;
                            /** @enum {string} */
                            to?: "group" | "allGroups";
                            sendId?: string;
                            /** @constant */
                            kind: "musicCall";
                            question: string;
                            /** Format: date-time */
                            closesAt?: string;
                            /**
                             * @default always
                             * @enum {string}
                             */
                            results: "always" | "voted" | "ended";
                            /** @default 3 */
                            each: number;
                        } | {
                            from: string;
                            subGroupId?: string;
                            /** @enum {string} */
                            to?: "group" | "allGroups";
                            sendId?: string;
                            /** @constant */
                            kind: "reviewCall";
                            productId: string;
                            name?: string;
                            /** Format: uri */
                            imageUrl?: string;
                            price?: components["schemas"]["Amount"];
                            text?: string;
                            /** Format: uuid */
                            benefitId: string;
                            quota: number;
                            /** Format: date-time */
                            closesAt: string;
                        } | {
                            from: string;
                            subGroupId?: string;
                            /** @enum {string} */
                            to?: "group" | "allGroups";
                            sendId?: string;
                            /** @constant */
                            kind: "picture";
                            /** Format: uuid */
                            mediaId: string;
                            text?: string;
                        } | {
                            from: string;
                            subGroupId?: string;
                            /** @enum {string} */
                            to?: "group" | "allGroups";
                            sendId?: string;
                            /** @constant */
                            kind: "screenshot";
                            /** Format: uuid */
                            mediaId: string;
                            text?: string;
                        } | {
                            from: string;
                            subGroupId?: string;
                            /** @enum {string} */
                            to?: "group" | "allGroups";
                            sendId?: string;
                            /** @constant */
                            kind: "video";
                            /** Format: uuid */
                            mediaId: string;
                            text?: string;
                        };
                        places: {
                            groupId: string | null;
                            subGroupId: string | null;
                            name: string | null;
                            messageId: string | null;
                            addressed: number | null;
                            refused: string | null;
                        }[];
                    };
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteGroupPost: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and request give the same answer again, for 48 hours */
                "Idempotency-Key"?: string;
            };
            path: {
                ownerId: string;
                postId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Withdraw a planned post; twice is the same as once */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        postId: string;
                        ownerId: string;
                        /** @enum {string} */
                        status: "planned" | "sent" | "refused" | "withdrawn";
                        /** Format: date-time */
                        sendAt: string;
                        /** Format: date-time */
                        createdAt: string;
                        /** Format: date-time */
                        decidedAt: string | null;
                        by: string;
                        message: {
                            from: string;
                            subGroupId?: string;
                            /** @enum {string} */
                            to?: "group" | "allGroups";
                            sendId?: string;
                            /** @constant */
                            kind: "text";
                            text: string;
                            mentions?: string[];
                        } | {
                            from: string;
                            subGroupId?: string;
                            /** @enum {string} */
                            to?: "group" | "allGroups";
                            sendId?: string;
                            /** @constant */
                            kind: "notice";
                            text: string;
                        } | {
                            from: string;
                            subGroupId?: string;
                            /** @enum {string} */
                            to?: "group" | "allGroups";
                            sendId?: string;
                            /** @constant */
                            kind: "product";
                            productId: string;
                            name?: string;
                            /** Format: uri */
                            imageUrl?: string;
                            price?: components["schemas"]["Amount"];
                            text?: string;
                        } | {
                            from: string;
                            subGroupId?: string;
                            /** @enum {string} */
                            to?: "group" | "allGroups";
                            sendId?: string;
                            /** @constant */
                            kind: "coupon";
                            /** Format: uuid */
                            benefitId: string;
                            text?: string;
                        } | {
                            from: string;
                            subGroupId?: string;
                            /** @enum {string} */
                            to?: "group" | "allGroups";
                            sendId?: string;
                            /** @constant */
                            kind: "livePreview";
                            /** Format: date-time */
                            startsAt: string;
                            text: string;
                        } | {
                            from: string;
                            subGroupId?: string;
                            /** @enum {string} */
                            to?: "group" | "allGroups";
                            sendId?: string;
                            /** @constant */
                            kind: "poll";
                            question: string;
                            /** Format: date-time */
                            closesAt?: string;
                            /**
                             * @default always
                             * @enum {string}
                             */
                            results: "always" | "voted" | "ended";
                            options: string[];
                            /** @default 1 */
                            choicesMost: number;
                        } | {
                            from: string;
                            subGroupId?: string;
                            /** @enum {string} */
                            to?: "group" | "allGroups";
                            sendId?: string;
                            /** @constant */
                            kind: "productVote";
                            question: string;
                            /** Format: date-time */
                            closesAt?: string;
                            /**
                             * @default always
                             * @enum {string}
                             */
                            results: "always" | "voted" | "ended";
                            products: {
                                productId: string;
                                name?: string;
                                /** Format: uri */
                                imageUrl?: string;
                                price?: components["schemas"]["Amount"];
                            }[];
                            /** @default 1 */
                            choicesMost: number;
                        } | {
                            from: string;
                            subGroupId?: string;
                            /** @enum {string} */
                            to?: "group" | "allGroups";
                            sendId?: string;
                            /** @constant */
                            kind: "topicCall";
                            question: string;
                            /** Format: date-time */
                            closesAt?: string;
                            /**
                             * @default always
                             * @enum {string}
                             */
                            results: "always" | "voted" | "ended";
                            /** @default 3 */
                            each: number;
                        } | {
                            from: string;
                            subGroupId?: string;
                            /** @enum {string} */
                            to?: "group" | "allGroups";
                            sendId?: string;
                            /** @constant */
                            kind: "musicCall";
                            question: string;
                            /** Format: date-time */
                            closesAt?: string;
                            /**
                             * @default always
                             * @enum {string}
                             */
                            results: "always" | "voted" | "ended";
                            /** @default 3 */
                            each: number;
                        } | {
                            from: string;
                            subGroupId?: string;
                            /** @enum {string} */
                            to?: "group" | "allGroups";
                            sendId?: string;
                            /** @constant */
                            kind: "reviewCall";
                            productId: string;
                            name?: string;
                            /** Format: uri */
                            imageUrl?: string;
                            price?: components["schemas"]["Amount"];
                            text?: string;
                            /** Format: uuid */
                            benefitId: string;
                            quota: number;
                            /** Format: date-time */
                            closesAt: string;
                        } | {
                            from: string;
                            subGroupId?: string;
                            /** @enum {string} */
                            to?: "group" | "allGroups";
                            sendId?: string;
                            /** @constant */
                            kind: "picture";
                            /** Format: uuid */
                            mediaId: string;
                            text?: string;
                        } | {
                            from: string;
                            subGroupId?: string;
                            /** @enum {string} */
                            to?: "group" | "allGroups";
                            sendId?: string;
                            /** @constant */
                            kind: "screenshot";
                            /** Format: uuid */
                            mediaId: string;
                            text?: string;
                        } | {
                            from: string;
                            subGroupId?: string;
                            /** @enum {string} */
                            to?: "group" | "allGroups";
                            sendId?: string;
                            /** @constant */
                            kind: "video";
                            /** Format: uuid */
                            mediaId: string;
                            text?: string;
                        };
                        places: {
                            groupId: string | null;
                            subGroupId: string | null;
                            name: string | null;
                            messageId: string | null;
                            addressed: number | null;
                            refused: string | null;
                        }[];
                    };
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getLink: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                linkId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A link, to those who take or took part and to the owner’s side */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        linkId: string;
                        ownerId: string;
                        ownerName: string;
                        groupId: string;
                        groupName: string;
                        /** @enum {string} */
                        kind: "voice" | "video";
                        /** @enum {string} */
                        status: "ringing" | "active" | "ended";
                        how: ("declined" | "missed" | "cancelled" | "hungUp" | "removed" | "leftGroup" | "muted" | "lost" | "ended") | null;
                        /** Format: date-time */
                        startedAt: string;
                        /** Format: date-time */
                        activeAt: string | null;
                        /** Format: date-time */
                        endedAt: string | null;
                        mine: number | null;
                        parties: {
                            party: number;
                            /** @enum {string} */
                            who: "owner" | "fan";
                            id: string;
                            name: string | null;
                            /** @enum {string} */
                            status: "ringing" | "in" | "out";
                            how: ("declined" | "missed" | "cancelled" | "hungUp" | "removed" | "leftGroup" | "muted" | "lost" | "ended") | null;
                            sitting: number;
                            /** Format: date-time */
                            ringUntil: string | null;
                        }[];
                    };
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getUserLink: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                userId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The link that a fan is in or rung by, and where he asks for one */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        link: {
                            linkId: string;
                            ownerId: string;
                            ownerName: string;
                            groupId: string;
                            groupName: string;
                            /** @enum {string} */
                            kind: "voice" | "video";
                            /** @enum {string} */
                            status: "ringing" | "active" | "ended";
                            how: ("declined" | "missed" | "cancelled" | "hungUp" | "removed" | "leftGroup" | "muted" | "lost" | "ended") | null;
                            /** Format: date-time */
                            startedAt: string;
                            /** Format: date-time */
                            activeAt: string | null;
                            /** Format: date-time */
                            endedAt: string | null;
                            mine: number | null;
                            parties: {
                                party: number;
                                /** @enum {string} */
                                who: "owner" | "fan";
                                id: string;
                                name: string | null;
                                /** @enum {string} */
                                status: "ringing" | "in" | "out";
                                how: ("declined" | "missed" | "cancelled" | "hungUp" | "removed" | "leftGroup" | "muted" | "lost" | "ended") | null;
                                sitting: number;
                                /** Format: date-time */
                                ringUntil: string | null;
                            }[];
                        } | null;
                        asks: {
                            groupId: string;
                            userId: string;
                            name: string | null;
                            /** @enum {string} */
                            kind: "voice" | "video";
                            /** Format: date-time */
                            askedAt: string;
                        }[];
                    };
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getClubLink: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                ownerId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The link in which an owner is now */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        link: {
                            linkId: string;
                            ownerId: string;
                            ownerName: string;
                            groupId: string;
                            groupName: string;
                            /** @enum {string} */
                            kind: "voice" | "video";
                            /** @enum {string} */
                            status: "ringing" | "active" | "ended";
                            how: ("declined" | "missed" | "cancelled" | "hungUp" | "removed" | "leftGroup" | "muted" | "lost" | "ended") | null;
                            /** Format: date-time */
                            startedAt: string;
                            /** Format: date-time */
                            activeAt: string | null;
                            /** Format: date-time */
                            endedAt: string | null;
                            mine: number | null;
                            parties: {
                                party: number;
                                /** @enum {string} */
                                who: "owner" | "fan";
                                id: string;
                                name: string | null;
                                /** @enum {string} */
                                status: "ringing" | "in" | "out";
                                how: ("declined" | "missed" | "cancelled" | "hungUp" | "removed" | "leftGroup" | "muted" | "lost" | "ended") | null;
                                sitting: number;
                                /** Format: date-time */
                                ringUntil: string | null;
                            }[];
                        } | null;
                    };
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postLink: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and request give the same answer again, for 48 hours */
                "Idempotency-Key"?: string;
            };
            path: {
                groupId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @enum {string} */
                    kind: "voice" | "video";
                    userIds: string[];
                };
            };
        };
        responses: {
            /** @description The owner’s side calls one or two members: their phones ring for 30 seconds */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** Format: date-time */
                        at: string;
                        link: {
                            linkId: string;
                            ownerId: string;
                            ownerName: string;
                            groupId: string;
                            groupName: string;
                            /** @enum {string} */
                            kind: "voice" | "video";
                            /** @enum {string} */
                            status: "ringing" | "active" | "ended";
                            how: ("declined" | "missed" | "cancelled" | "hungUp" | "removed" | "leftGroup" | "muted" | "lost" | "ended") | null;
                            /** Format: date-time */
                            startedAt: string;
                            /** Format: date-time */
                            activeAt: string | null;
                            /** Format: date-time */
                            endedAt: string | null;
                            mine: number | null;
                            parties: {
                                party: number;
                                /** @enum {string} */
                                who: "owner" | "fan";
                                id: string;
                                name: string | null;
                                /** @enum {string} */
                                status: "ringing" | "in" | "out";
                                how: ("declined" | "missed" | "cancelled" | "hungUp" | "removed" | "leftGroup" | "muted" | "lost" | "ended") | null;
                                sitting: number;
                                /** Format: date-time */
                                ringUntil: string | null;
                            }[];
                        };
                        party: number;
                        sitting: number;
                        lastSeq: number;
                        iceServers: {
                            urls: string[];
                            username?: string;
                            credential?: string;
                        }[];
                    };
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postLinkInvitation: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and request give the same answer again, for 48 hours */
                "Idempotency-Key"?: string;
            };
            path: {
                linkId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    userId: string;
                };
            };
        };
        responses: {
            /** @description Call one more member of the group into a link */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        linkId: string;
                        ownerId: string;
                        ownerName: string;
                        groupId: string;
                        groupName: string;
                        /** @enum {string} */
                        kind: "voice" | "video";
                        /** @enum {string} */
                        status: "ringing" | "active" | "ended";
                        how: ("declined" | "missed" | "cancelled" | "hungUp" | "removed" | "leftGroup" | "muted" | "lost" | "ended") | null;
                        /** Format: date-time */
                        startedAt: string;
                        /** Format: date-time */
                        activeAt: string | null;
                        /** Format: date-time */
                        endedAt: string | null;
                        mine: number | null;
                        parties: {
                            party: number;
                            /** @enum {string} */
                            who: "owner" | "fan";
                            id: string;
                            name: string | null;
                            /** @enum {string} */
                            status: "ringing" | "in" | "out";
                            how: ("declined" | "missed" | "cancelled" | "hungUp" | "removed" | "leftGroup" | "muted" | "lost" | "ended") | null;
                            sitting: number;
                            /** Format: date-time */
                            ringUntil: string | null;
                        }[];
                    };
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postLinkJoin: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and request give the same answer again, for 48 hours */
                "Idempotency-Key"?: string;
            };
            path: {
                linkId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    from: string;
                };
            };
        };
        responses: {
            /** @description Answer a link that rings, or come back to one; the device that came last has the place */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** Format: date-time */
                        at: string;
                        link: {
                            linkId: string;
                            ownerId: string;
                            ownerName: string;
                            groupId: string;
                            groupName: string;
                            /** @enum {string} */
                            kind: "voice" | "video";
                            /** @enum {string} */
                            status: "ringing" | "active" | "ended";
                            how: ("declined" | "missed" | "cancelled" | "hungUp" | "removed" | "leftGroup" | "muted" | "lost" | "ended") | null;
                            /** Format: date-time */
                            startedAt: string;
                            /** Format: date-time */
                            activeAt: string | null;
                            /** Format: date-time */
                            endedAt: string | null;
                            mine: number | null;
                            parties: {
                                party: number;
                                /** @enum {string} */
                                who: "owner" | "fan";
                                id: string;
                                name: string | null;
                                /** @enum {string} */
                                status: "ringing" | "in" | "out";
                                how: ("declined" | "missed" | "cancelled" | "hungUp" | "removed" | "leftGroup" | "muted" | "lost" | "ended") | null;
                                sitting: number;
                                /** Format: date-time */
                                ringUntil: string | null;
                            }[];
                        };
                        party: number;
                        sitting: number;
                        lastSeq: number;
                        iceServers: {
                            urls: string[];
                            username?: string;
                            credential?: string;
                        }[];
                    };
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postLinkLeave: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and request give the same answer again, for 48 hours */
                "Idempotency-Key"?: string;
            };
            path: {
                linkId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    from: string;
                };
            };
        };
        responses: {
            /** @description Decline a link that rings, or hang up; the owner’s side ends it for all */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        linkId: string;
                        ownerId: string;
                        ownerName: string;
                        groupId: string;
                        groupName: string;
                        /** @enum {string} */
                        kind: "voice" | "video";
                        /** @enum {string} */
                        status: "ringing" | "active" | "ended";
                        how: ("declined" | "missed" | "cancelled" | "hungUp" | "removed" | "leftGroup" | "muted" | "lost" | "ended") | null;
                        /** Format: date-time */
                        startedAt: string;
                        /** Format: date-time */
                        activeAt: string | null;
                        /** Format: date-time */
                        endedAt: string | null;
                        mine: number | null;
                        parties: {
                            party: number;
                            /** @enum {string} */
                            who: "owner" | "fan";
                            id: string;
                            name: string | null;
                            /** @enum {string} */
                            status: "ringing" | "in" | "out";
                            how: ("declined" | "missed" | "cancelled" | "hungUp" | "removed" | "leftGroup" | "muted" | "lost" | "ended") | null;
                            sitting: number;
                            /** Format: date-time */
                            ringUntil: string | null;
                        }[];
                    };
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteLinkParty: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and request give the same answer again, for 48 hours */
                "Idempotency-Key"?: string;
            };
            path: {
                linkId: string;
                party: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Call a ring off, or send a fan out; the owner’s side alone */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        linkId: string;
                        ownerId: string;
                        ownerName: string;
                        groupId: string;
                        groupName: string;
                        /** @enum {string} */
                        kind: "voice" | "video";
                        /** @enum {string} */
                        status: "ringing" | "active" | "ended";
                        how: ("declined" | "missed" | "cancelled" | "hungUp" | "removed" | "leftGroup" | "muted" | "lost" | "ended") | null;
                        /** Format: date-time */
                        startedAt: string;
                        /** Format: date-time */
                        activeAt: string | null;
                        /** Format: date-time */
                        endedAt: string | null;
                        mine: number | null;
                        parties: {
                            party: number;
                            /** @enum {string} */
                            who: "owner" | "fan";
                            id: string;
                            name: string | null;
                            /** @enum {string} */
                            status: "ringing" | "in" | "out";
                            how: ("declined" | "missed" | "cancelled" | "hungUp" | "removed" | "leftGroup" | "muted" | "lost" | "ended") | null;
                            sitting: number;
                            /** Format: date-time */
                            ringUntil: string | null;
                        }[];
                    };
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postLinkPresence: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and request give the same answer again, for 48 hours */
                "Idempotency-Key"?: string;
            };
            path: {
                linkId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    from: string;
                    sitting: number;
                    /** @default 0 */
                    read?: number;
                };
            };
        };
        responses: {
            /** @description A device is still there: every 15 seconds; who is not heard of for 60 is out */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** Format: date-time */
                        at: string;
                        link: {
                            linkId: string;
                            ownerId: string;
                            ownerName: string;
                            groupId: string;
                            groupName: string;
                            /** @enum {string} */
                            kind: "voice" | "video";
                            /** @enum {string} */
                            status: "ringing" | "active" | "ended";
                            how: ("declined" | "missed" | "cancelled" | "hungUp" | "removed" | "leftGroup" | "muted" | "lost" | "ended") | null;
                            /** Format: date-time */
                            startedAt: string;
                            /** Format: date-time */
                            activeAt: string | null;
                            /** Format: date-time */
                            endedAt: string | null;
                            mine: number | null;
                            parties: {
                                party: number;
                                /** @enum {string} */
                                who: "owner" | "fan";
                                id: string;
                                name: string | null;
                                /** @enum {string} */
                                status: "ringing" | "in" | "out";
                                how: ("declined" | "missed" | "cancelled" | "hungUp" | "removed" | "leftGroup" | "muted" | "lost" | "ended") | null;
                                sitting: number;
                                /** Format: date-time */
                                ringUntil: string | null;
                            }[];
                        };
                        party: number;
                        sitting: number;
                        lastSeq: number;
                        iceServers: {
                            urls: string[];
                            username?: string;
                            credential?: string;
                        }[];
                    };
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    putLinkRequest: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and request give the same answer again, for 48 hours */
                "Idempotency-Key"?: string;
            };
            path: {
                groupId: string;
                userId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @enum {string} */
                    kind: "voice" | "video";
                };
            };
        };
        responses: {
            /** @description A member asks to be called; twice is the same as once */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        groupId: string;
                        userId: string;
                        name: string | null;
                        /** @enum {string} */
                        kind: "voice" | "video";
                        /** Format: date-time */
                        askedAt: string;
                    };
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteLinkRequest: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and request give the same answer again, for 48 hours */
                "Idempotency-Key"?: string;
            };
            path: {
                groupId: string;
                userId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description He asks no more; the owner’s side passes him over */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        groupId: string;
                        userId: string;
                    };
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listLinkRequests: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                groupId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Who asks to be called in a group, longest first; the owner’s side alone */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            groupId: string;
                            userId: string;
                            name: string | null;
                            /** @enum {string} */
                            kind: "voice" | "video";
                            /** Format: date-time */
                            askedAt: string;
                        }[];
                        waiting: number;
                    };
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listClubLinkRequests: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                ownerId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Who asks to be called in any group of an owner, longest first; to a sub-account those of the groups it runs */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            groupId: string;
                            userId: string;
                            name: string | null;
                            /** @enum {string} */
                            kind: "voice" | "video";
                            /** Format: date-time */
                            askedAt: string;
                        }[];
                        waiting: number;
                    };
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getLinkSignals: {
        parameters: {
            query: {
                from: string;
                sitting: number;
                after?: number;
            };
            header?: never;
            path: {
                linkId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Signals for a device after the last one it read, in order; the live stream says when there are some */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            seq: number;
                            from: number;
                            fromSitting: number;
                            signal: {
                                /** @enum {string} */
                                type: "offer" | "answer";
                                sdp: string;
                            } | {
                                /** @constant */
                                type: "candidate";
                                candidate: string;
                                sdpMid: string | null;
                                sdpMLineIndex: number | null;
                            };
                        }[];
                    };
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postLinkSignals: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and request give the same answer again, for 48 hours */
                "Idempotency-Key"?: string;
            };
            path: {
                linkId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    from: string;
                    sitting: number;
                    to: number;
                    toSitting: number;
                    number: number;
                    signals: ({
                        /** @enum {string} */
                        type: "offer" | "answer";
                        sdp: string;
                    } | {
                        /** @constant */
                        type: "candidate";
                        candidate: string;
                        sdpMid: string | null;
                        sdpMLineIndex: number | null;
                    })[];
                };
            };
        };
        responses: {
            /** @description Send offers, answers and candidates to another party, in order; what was taken before is not taken again */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        taken: number;
                    };
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listServiceThreads: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
                view?: "unassigned" | "mine" | "all" | "waiting" | "resolved";
                q?: string;
            };
            header?: never;
            path: {
                ownerId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The desk’s inbox by view: unassigned, mine, all, waiting (longest first), resolved; else who spoke last comes first; `q` finds a user */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            ownerId: string;
                            userId: string;
                            name: string | null;
                            /** @enum {string} */
                            state: "open" | "resolved";
                            assignedTo: string | null;
                            unread: number;
                            /** Format: date-time */
                            waitingSince: string | null;
                            /** Format: date-time */
                            openedAt: string;
                            lastSeq: number;
                            /** Format: date-time */
                            lastAt: string;
                            last: {
                                /** @enum {string} */
                                side: "fan" | "desk";
                                /** @enum {string} */
                                kind: "text" | "product" | "order" | "note" | "autoReply" | "deed";
                                text: string | null;
                            } | null;
                            blocked: boolean;
                            member: {
                                level: number;
                                /** @enum {string} */
                                tier: "新粉" | "铁粉" | "钻粉" | "真爱粉";
                            } | null;
                        }[];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getServiceThread: {
        parameters: {
            query?: {
                side?: "fan" | "desk";
            };
            header?: never;
            path: {
                ownerId: string;
                userId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A thread: to its fan with the desk’s hours, empty where nothing was said yet; to the desk as its inbox shows it */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        ownerId: string;
                        userId: string;
                        name: string | null;
                        /** @enum {string} */
                        state: "open" | "resolved";
                        assignedTo: string | null;
                        unread: number;
                        /** Format: date-time */
                        waitingSince: string | null;
                        /** Format: date-time */
                        openedAt: string;
                        lastSeq: number;
                        /** Format: date-time */
                        lastAt: string;
                        last: {
                            /** @enum {string} */
                            side: "fan" | "desk";
                            /** @enum {string} */
                            kind: "text" | "product" | "order" | "note" | "autoReply" | "deed";
                            text: string | null;
                        } | null;
                        blocked: boolean;
                        member: {
                            level: number;
                            /** @enum {string} */
                            tier: "新粉" | "铁粉" | "钻粉" | "真爱粉";
                        } | null;
                    } | {
                        ownerId: string;
                        ownerName: string;
                        userId: string;
                        unread: number;
                        lastSeq: number;
                        /** Format: date-time */
                        lastAt: string | null;
                        last: {
                            /** @enum {string} */
                            side: "fan" | "desk";
                            /** @enum {string} */
                            kind: "text" | "product" | "order" | "note" | "autoReply" | "deed";
                            text: string | null;
                        } | null;
                        blocked: boolean;
                        openNow: boolean;
                        /** Format: date-time */
                        opensAt: string | null;
                    };
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listServiceMessages: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
                side?: "fan" | "desk";
                after?: number;
                before?: number;
            };
            header?: never;
            path: {
                ownerId: string;
                userId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Messages of a thread, oldest first: `after` goes on, `before` goes back, else the newest; notes and deeds are the desk’s alone */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            seq: number;
                            /** Format: date-time */
                            at: string;
                            /** @enum {string} */
                            side: "fan" | "desk" | "inner";
                            /** @enum {string} */
                            kind: "text" | "product" | "order" | "note" | "autoReply" | "deed";
                            agentId?: string | null;
                            sendId: string | null;
                            text?: string;
                            productId?: string;
                            orderId?: string;
                            order?: {
                                orderId: string;
                                /** Format: date-time */
                                at: string;
                                paid: components["schemas"]["Money"];
                                refunded: components["schemas"]["Money"];
                                /** @enum {string} */
                                state: "paid" | "shipped" | "delivered" | "refunded";
                            } | null;
                            /** @enum {string} */
                            deed?: "assigned" | "resolved" | "reopened" | "blocked" | "unblocked";
                            to?: string | null;
                        }[];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postServiceMessage: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and request give the same answer again, for 48 hours */
                "Idempotency-Key"?: string;
            };
            path: {
                ownerId: string;
                userId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    sendId: string;
                    /** @enum {string} */
                    side?: "fan" | "desk";
                    /** @constant */
                    kind: "text";
                    text: string;
                } | {
                    sendId: string;
                    /** @enum {string} */
                    side?: "fan" | "desk";
                    /** @constant */
                    kind: "product";
                    productId: string;
                    text?: string;
                } | {
                    sendId: string;
                    /** @enum {string} */
                    side?: "fan" | "desk";
                    /** @constant */
                    kind: "order";
                    orderId: string;
                    text?: string;
                } | {
                    sendId: string;
                    /** @enum {string} */
                    side?: "fan" | "desk";
                    /** @constant */
                    kind: "note";
                    text: string;
                };
            };
        };
        responses: {
            /** @description A fan writes to an owner’s service desk, or the desk to him; sent again under its sendId it is said once */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        seq: number;
                        /** Format: date-time */
                        at: string;
                    };
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getServiceCard: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                ownerId: string;
                userId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Who a fan is, for the desk: level, badge, last orders, benefits in hand, notes */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        userId: string;
                        name: string | null;
                        member: {
                            level: number;
                            /** @enum {string} */
                            tier: "新粉" | "铁粉" | "钻粉" | "真爱粉";
                            title: string;
                            intimacy: number;
                            /** Format: date-time */
                            joinedAt: string;
                            badge: {
                                name: string;
                                lit: boolean;
                            };
                        } | null;
                        blocked: {
                            /** Format: date-time */
                            at: string;
                            by: string;
                            reason: string | null;
                        } | null;
                        orders: {
                            orderId: string;
                            /** Format: date-time */
                            at: string;
                            paid: components["schemas"]["Money"];
                            refunded: components["schemas"]["Money"];
                            /** @enum {string} */
                            state: "paid" | "shipped" | "delivered" | "refunded";
                        }[];
                        benefits: {
                            name: string;
                            kind: string;
                            /** Format: date-time */
                            expiresAt: string | null;
                        }[];
                        notes: {
                            /** Format: date-time */
                            at: string;
                            agentId: string;
                            text: string;
                        }[];
                    };
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listServiceOrders: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                ownerId: string;
                userId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A fan’s last orders with an owner: what he, or the desk, may name in a thread */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            orderId: string;
                            /** Format: date-time */
                            at: string;
                            paid: components["schemas"]["Money"];
                            refunded: components["schemas"]["Money"];
                            /** @enum {string} */
                            state: "paid" | "shipped" | "delivered" | "refunded";
                        }[];
                    };
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listUserServiceThreads: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path: {
                userId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A user’s private messages with owners’ service desks, the one that last spoke first, with what he has not read */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            ownerId: string;
                            ownerName: string;
                            userId: string;
                            unread: number;
                            lastSeq: number;
                            /** Format: date-time */
                            lastAt: string | null;
                            last: {
                                /** @enum {string} */
                                side: "fan" | "desk";
                                /** @enum {string} */
                                kind: "text" | "product" | "order" | "note" | "autoReply" | "deed";
                                text: string | null;
                            } | null;
                            blocked: boolean;
                            openNow: boolean;
                            /** Format: date-time */
                            opensAt: string | null;
                        }[];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postServiceRead: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and request give the same answer again, for 48 hours */
                "Idempotency-Key"?: string;
            };
            path: {
                ownerId: string;
                userId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    upTo: number;
                    /** @enum {string} */
                    side?: "fan" | "desk";
                };
            };
        };
        responses: {
            /** @description The fan, or the desk, has read a thread up to a number; reading less than before moves nothing */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        upTo: number;
                        unread: number;
                    };
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    putServiceAssignment: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and request give the same answer again, for 48 hours */
                "Idempotency-Key"?: string;
            };
            path: {
                ownerId: string;
                userId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    to: string | null;
                    expected?: string | null;
                };
            };
        };
        responses: {
            /** @description Gives a thread to a sub-account, takes it, or releases it; `expected` lets one of two that take it at once win */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        ownerId: string;
                        userId: string;
                        name: string | null;
                        /** @enum {string} */
                        state: "open" | "resolved";
                        assignedTo: string | null;
                        unread: number;
                        /** Format: date-time */
                        waitingSince: string | null;
                        /** Format: date-time */
                        openedAt: string;
                        lastSeq: number;
                        /** Format: date-time */
                        lastAt: string;
                        last: {
                            /** @enum {string} */
                            side: "fan" | "desk";
                            /** @enum {string} */
                            kind: "text" | "product" | "order" | "note" | "autoReply" | "deed";
                            text: string | null;
                        } | null;
                        blocked: boolean;
                        member: {
                            level: number;
                            /** @enum {string} */
                            tier: "新粉" | "铁粉" | "钻粉" | "真爱粉";
                        } | null;
                    };
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postServiceResolve: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and request give the same answer again, for 48 hours */
                "Idempotency-Key"?: string;
            };
            path: {
                ownerId: string;
                userId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    seenSeq?: number;
                };
            };
        };
        responses: {
            /** @description Closes a thread until its fan writes again; refused where he wrote after what the desk saw */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        ownerId: string;
                        userId: string;
                        name: string | null;
                        /** @enum {string} */
                        state: "open" | "resolved";
                        assignedTo: string | null;
                        unread: number;
                        /** Format: date-time */
                        waitingSince: string | null;
                        /** Format: date-time */
                        openedAt: string;
                        lastSeq: number;
                        /** Format: date-time */
                        lastAt: string;
                        last: {
                            /** @enum {string} */
                            side: "fan" | "desk";
                            /** @enum {string} */
                            kind: "text" | "product" | "order" | "note" | "autoReply" | "deed";
                            text: string | null;
                        } | null;
                        blocked: boolean;
                        member: {
                            level: number;
                            /** @enum {string} */
                            tier: "新粉" | "铁粉" | "钻粉" | "真爱粉";
                        } | null;
                    };
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postServiceReopen: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and request give the same answer again, for 48 hours */
                "Idempotency-Key"?: string;
            };
            path: {
                ownerId: string;
                userId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": Record<string, never>;
            };
        };
        responses: {
            /** @description Opens a resolved thread again */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        ownerId: string;
                        userId: string;
                        name: string | null;
                        /** @enum {string} */
                        state: "open" | "resolved";
                        assignedTo: string | null;
                        unread: number;
                        /** Format: date-time */
                        waitingSince: string | null;
                        /** Format: date-time */
                        openedAt: string;
                        lastSeq: number;
                        /** Format: date-time */
                        lastAt: string;
                        last: {
                            /** @enum {string} */
                            side: "fan" | "desk";
                            /** @enum {string} */
                            kind: "text" | "product" | "order" | "note" | "autoReply" | "deed";
                            text: string | null;
                        } | null;
                        blocked: boolean;
                        member: {
                            level: number;
                            /** @enum {string} */
                            tier: "新粉" | "铁粉" | "钻粉" | "真爱粉";
                        } | null;
                    };
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    putServiceBlock: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and request give the same answer again, for 48 hours */
                "Idempotency-Key"?: string;
            };
            path: {
                ownerId: string;
                userId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    reason?: string;
                };
            };
        };
        responses: {
            /** @description The fan may not write to this desk until it is lifted */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        ownerId: string;
                        userId: string;
                        name: string | null;
                        /** @enum {string} */
                        state: "open" | "resolved";
                        assignedTo: string | null;
                        unread: number;
                        /** Format: date-time */
                        waitingSince: string | null;
                        /** Format: date-time */
                        openedAt: string;
                        lastSeq: number;
                        /** Format: date-time */
                        lastAt: string;
                        last: {
                            /** @enum {string} */
                            side: "fan" | "desk";
                            /** @enum {string} */
                            kind: "text" | "product" | "order" | "note" | "autoReply" | "deed";
                            text: string | null;
                        } | null;
                        blocked: boolean;
                        member: {
                            level: number;
                            /** @enum {string} */
                            tier: "新粉" | "铁粉" | "钻粉" | "真爱粉";
                        } | null;
                    };
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteServiceBlock: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and request give the same answer again, for 48 hours */
                "Idempotency-Key"?: string;
            };
            path: {
                ownerId: string;
                userId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The fan may write again */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        ownerId: string;
                        userId: string;
                        name: string | null;
                        /** @enum {string} */
                        state: "open" | "resolved";
                        assignedTo: string | null;
                        unread: number;
                        /** Format: date-time */
                        waitingSince: string | null;
                        /** Format: date-time */
                        openedAt: string;
                        lastSeq: number;
                        /** Format: date-time */
                        lastAt: string;
                        last: {
                            /** @enum {string} */
                            side: "fan" | "desk";
                            /** @enum {string} */
                            kind: "text" | "product" | "order" | "note" | "autoReply" | "deed";
                            text: string | null;
                        } | null;
                        blocked: boolean;
                        member: {
                            level: number;
                            /** @enum {string} */
                            tier: "新粉" | "铁粉" | "钻粉" | "真爱粉";
                        } | null;
                    };
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getServiceSettings: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                ownerId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Service hours, what is said outside them, whether waiting fans are assigned by themselves */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        hours: {
                            days: number[];
                            from: string;
                            until: string;
                        }[] | null;
                        autoReply: string | null;
                        autoAssign: boolean;
                        openNow: boolean;
                        /** Format: date-time */
                        opensAt: string | null;
                    };
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    putServiceSettings: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and request give the same answer again, for 48 hours */
                "Idempotency-Key"?: string;
            };
            path: {
                ownerId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    hours: {
                        days: number[];
                        from: string;
                        until: string;
                    }[] | null;
                    autoReply: string | null;
                    autoAssign: boolean;
                };
            };
        };
        responses: {
            /** @description Service hours, what is said outside them, whether waiting fans are assigned by themselves */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        hours: {
                            days: number[];
                            from: string;
                            until: string;
                        }[] | null;
                        autoReply: string | null;
                        autoAssign: boolean;
                        openNow: boolean;
                        /** Format: date-time */
                        opensAt: string | null;
                    };
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listServiceAgents: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                ownerId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Who answers at the desk: the owner, his sub-accounts with the permission, whoever has open threads; with who is on duty */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        me: string;
                        items: {
                            agentId: string;
                            name: string;
                            /** @enum {string} */
                            kind: "owner" | "staff";
                            ended: boolean;
                            /** Format: date-time */
                            onDutySince: string | null;
                            open: number;
                        }[];
                    };
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listQuickReplies: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                ownerId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Quick replies of the desk, by shortcut */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            shortcut: string;
                            text: string;
                            replyId: string;
                            /** Format: date-time */
                            updatedAt: string;
                        }[];
                    };
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    putServiceDuty: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and request give the same answer again, for 48 hours */
                "Idempotency-Key"?: string;
            };
            path: {
                ownerId: string;
                agentId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    onDuty: boolean;
                };
            };
        };
        responses: {
            /** @description On duty, or off it: who is on duty is given waiting fans where they are assigned by themselves */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        agentId: string;
                        /** Format: date-time */
                        onDutySince: string | null;
                    };
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    putQuickReply: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and request give the same answer again, for 48 hours */
                "Idempotency-Key"?: string;
            };
            path: {
                ownerId: string;
                replyId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    shortcut: string;
                    text: string;
                };
            };
        };
        responses: {
            /** @description A quick reply, new or changed, under an id that the caller chose; {name} and {order} stand for the fan’s */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        shortcut: string;
                        text: string;
                        replyId: string;
                        /** Format: date-time */
                        updatedAt: string;
                    };
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteQuickReply: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and request give the same answer again, for 48 hours */
                "Idempotency-Key"?: string;
            };
            path: {
                ownerId: string;
                replyId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Takes a quick reply away */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        replyId: string;
                    };
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getServiceReplyTimes: {
        parameters: {
            query?: {
                from?: string;
                until?: string;
            };
            header?: never;
            path: {
                ownerId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description How long fans wait for an answer: from the first message that stood unanswered to the desk’s next, an auto-reply not counted; in all, by who answered, by day */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        all: {
                            replies: number;
                            medianSeconds: number | null;
                            p90Seconds: number | null;
                            servedMedianSeconds: number | null;
                            servedP90Seconds: number | null;
                        };
                        first: {
                            replies: number;
                            medianSeconds: number | null;
                            p90Seconds: number | null;
                            servedMedianSeconds: number | null;
                            servedP90Seconds: number | null;
                        };
                        later: {
                            replies: number;
                            medianSeconds: number | null;
                            p90Seconds: number | null;
                            servedMedianSeconds: number | null;
                            servedP90Seconds: number | null;
                        };
                        closed: number;
                        /** Format: date */
                        from: string;
                        /** Format: date */
                        until: string;
                        agents: {
                            all: {
                                replies: number;
                                medianSeconds: number | null;
                                p90Seconds: number | null;
                                servedMedianSeconds: number | null;
                                servedP90Seconds: number | null;
                            };
                            first: {
                                replies: number;
                                medianSeconds: number | null;
                                p90Seconds: number | null;
                                servedMedianSeconds: number | null;
                                servedP90Seconds: number | null;
                            };
                            later: {
                                replies: number;
                                medianSeconds: number | null;
                                p90Seconds: number | null;
                                servedMedianSeconds: number | null;
                                servedP90Seconds: number | null;
                            };
                            closed: number;
                            agentId: string;
                        }[];
                        days: {
                            all: {
                                replies: number;
                                medianSeconds: number | null;
                                p90Seconds: number | null;
                                servedMedianSeconds: number | null;
                                servedP90Seconds: number | null;
                            };
                            first: {
                                replies: number;
                                medianSeconds: number | null;
                                p90Seconds: number | null;
                                servedMedianSeconds: number | null;
                                servedP90Seconds: number | null;
                            };
                            later: {
                                replies: number;
                                medianSeconds: number | null;
                                p90Seconds: number | null;
                                servedMedianSeconds: number | null;
                                servedP90Seconds: number | null;
                            };
                            closed: number;
                            /** Format: date */
                            day: string;
                        }[];
                        waitingNow: {
                            count: number;
                            /** Format: date-time */
                            since: string | null;
                        };
                    };
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getSandboxClock: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What the sandbox clock shows */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ClockView"];
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    putSandboxClock: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and request give the same answer again, for 48 hours */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ClockInput"];
            };
        };
        responses: {
            /** @description Move the sandbox clock forward; what falls due on the way is done, in order, before the answer */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ClockView"];
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    sendEvents: {
        parameters: {
            query?: {
                mode?: "history";
            };
            header?: {
                /** @description The same key and request give the same answer again, for 48 hours */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Event"] | components["schemas"]["Event"][];
                "application/cloudevents+json": components["schemas"]["Event"] | components["schemas"]["Event"][];
                "application/cloudevents-batch+json": components["schemas"]["Event"] | components["schemas"]["Event"][];
            };
        };
        responses: {
            /** @description One CloudEvent or a batch of up to 5 000; answers after the commit, results in the order sent */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EventAnswer"];
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    makeToken: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and request give the same answer again, for 48 hours */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TokenInput"];
            };
        };
        responses: {
            /** @description A short-lived token for one subject: any by the platform, staff of his own club by an owner */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TokenView"];
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getMe: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Who the caller is and what he may see */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MeView"];
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getSignInWays: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description How people can sign in here */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SignInWays"];
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readInvitation: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["InvitationToken"];
            };
        };
        responses: {
            /** @description What an invitation offers, before it is accepted */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InvitationOffer"];
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    acceptInvitation: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AcceptInput"];
            };
        };
        responses: {
            /** @description Makes an account out of an invitation and signs in */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SignedIn"];
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    signIn: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SignInInput"];
            };
        };
        responses: {
            /** @description Signs in with login and password; the session is a cookie that scripts cannot read */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SignedIn"];
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    signOut: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Ends the browser’s session, and with it its tokens */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Done"];
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    makeSessionToken: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A bearer of 10 minutes for the browser’s session */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TokenView"];
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    changePassword: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and request give the same answer again, for 48 hours */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PasswordInput"];
            };
        };
        responses: {
            /** @description Changes one’s own password and ends one’s other sessions */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Done"];
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    startOidc: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description To another address */
            302: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    startOidcInvitation: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OidcStartInput"];
            };
        };
        responses: {
            /** @description Where to send the browser to accept an invitation through the identity provider */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RedirectView"];
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    finishOidc: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description To another address */
            302: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    makeStreamTicket: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and request give the same answer again, for 48 hours */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A one-use ticket of 30 seconds that opens the stream from a browser: no token in an address */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TicketView"];
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    openStream: {
        parameters: {
            query: {
                topics: string;
                ticket?: string;
                lastEventId?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Server-sent events; Last-Event-ID resumes without loss, `event: reset` says to fetch anew */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": string;
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getMedium: {
        parameters: {
            query?: {
                until?: number;
                signature?: string;
            };
            header?: never;
            path: {
                mediaId: string;
                part: "full" | "thumbnail";
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The bytes of a picture or video, whole or by Range, by a signed link: it stands in the view of a message, for who may read that, and ends after 6 to 12 hours */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "*/*": string;
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getHealth: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The process is alive */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        status: "ok";
                    };
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getReadiness: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The store answers and the server is not stopping; says how the bus to the other nodes stands */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        status: "ok";
                        /** @enum {string} */
                        bus: "none" | "connected" | "away";
                    };
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getMetrics: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Measurements in Prometheus form */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/plain": string;
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getOpenApi: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description This document */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": string;
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
}
