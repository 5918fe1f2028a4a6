/** RFC 6455 §7.4.1: the hub is stopping; the client may reconnect later. */
export const GOING_AWAY = 1001
/**
 * IANA registry: too many connections, or a tool behind the hub does not answer; the client may retry after a pause.
 */
export const TRY_AGAIN_LATER = 1013
/** The token is missing, unknown, revoked or expired. Final: a retry with the same token fails. */
export const UNAUTHORIZED = 4001
/** The token is valid but may not open this socket. Final. */
export const FORBIDDEN = 4003
