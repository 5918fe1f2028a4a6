/** Request header with which a body's unknown fields are refused: `X-Penates-Strict: 1`. Without it they are ignored. */
export const STRICT_HEADER = 'X-Penates-Strict'
