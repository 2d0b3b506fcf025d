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
         * The store answers and the server is not stopping
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
export type webhooks = Record<string, never>;
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
            permissions: ("overview" | "members" | "corrections" | "club" | "badge" | "live" | "rooms" | "staff")[];
            /** Format: date-time */
            createdAt: string;
            createdBy: string;
            key: string;
        };
        ApiKeyView: {
            keyId: string;
            name: string;
            ownerId: string | null;
            permissions: ("overview" | "members" | "corrections" | "club" | "badge" | "live" | "rooms" | "staff")[];
            /** Format: date-time */
            createdAt: string;
            createdBy: string;
        };
        BadgeNameInput: {
            name: string;
        };
        BadgeView: {
            name: string;
            lit: boolean;
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
            permissions: ("overview" | "members" | "corrections" | "club" | "badge" | "live" | "rooms" | "staff")[];
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
            permissions?: ("overview" | "members" | "corrections" | "club" | "badge" | "live" | "rooms" | "staff")[];
            name?: string;
        };
        InvitationMade: {
            invitationId: string;
            /** @enum {string} */
            role: "admin" | "reviewer" | "owner" | "staff";
            ownerId: string | null;
            permissions: ("overview" | "members" | "corrections" | "club" | "badge" | "live" | "rooms" | "staff")[];
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
            permissions: ("overview" | "members" | "corrections" | "club" | "badge" | "live" | "rooms" | "staff")[];
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
            permissions: ("overview" | "members" | "corrections" | "club" | "badge" | "live" | "rooms" | "staff")[];
            clubs: {
                all: boolean;
                ownerIds: string[];
            };
            /** Format: date-time */
            expiresAt: string | null;
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
        };
        ModeChangeInput: {
            /** @enum {string} */
            to: "live" | "shopping";
            /** Format: date-time */
            effectiveAt: string;
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
        PasswordInput: {
            current: string;
            next: string;
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
            code: "malformed" | "malformed_json" | "unsupported_media_type" | "body_too_large" | "batch_too_large" | "unauthenticated" | "token_expired" | "signature_invalid" | "credentials_invalid" | "forbidden" | "not_found" | "method_not_allowed" | "idempotency_key_reused" | "idempotency_in_progress" | "too_many_requests" | "busy" | "unavailable" | "internal" | "unknown_owner" | "owner_kind_fixed" | "club_cannot_be_dissolved" | "mode_unchanged" | "mode_change_too_soon" | "mode_change_pending" | "mode_change_limit" | "mode_change_done" | "not_live" | "not_in_live_mode" | "badge_name_too_long" | "badge_name_characters" | "badge_name_forbidden" | "badge_name_limit" | "badge_name_waiting" | "review_decided" | "reason_required" | "not_a_member" | "rejoin_cooldown" | "leave_limit" | "entry_gift_required" | "unknown_user" | "alias_in_use" | "merge_self" | "unknown_type" | "event_too_old" | "event_in_future" | "event_id_conflict" | "amount_invalid" | "refund_exceeds_payment" | "order_not_paid" | "account_excluded" | "rule_set_invalid" | "rule_set_stale" | "invitation_invalid" | "login_taken" | "ticket_invalid" | "clock_backwards" | "room_unknown" | "room_limit" | "delivery_not_replayable" | "order_detail_unavailable";
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
            permissions: ("overview" | "members" | "corrections" | "club" | "badge" | "live" | "rooms" | "staff")[];
            name?: string;
        };
        StaffView: {
            staffId: string;
            name: string;
            permissions: ("overview" | "members" | "corrections" | "club" | "badge" | "live" | "rooms" | "staff")[];
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
                permissions?: ("overview" | "members" | "corrections" | "club" | "badge" | "live" | "rooms" | "staff")[];
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
            query?: never;
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
            query?: never;
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
            query?: never;
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
            /** @description The store answers and the server is not stopping */
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
