/** RFC 6455 §7.4.1: the hub stops; come back later. */
export const GOING_AWAY = 1001
/** IANA registry: too many at once, or a tool behind the hub does not answer; try again with a pause. */
export const TRY_AGAIN_LATER = 1013
/** The token is missing, unknown, revoked or expired. Final: trying again with the same one is pointless. */
export const UNAUTHORIZED = 4001
/** A good token that may not open this socket. Final. */
export const FORBIDDEN = 4003
