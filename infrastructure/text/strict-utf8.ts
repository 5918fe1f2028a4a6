/** Reads UTF-8; throws where the bytes are none, instead of putting U+FFFD in their place. A byte order mark stays. */
export const strictText = (bytes: Uint8Array): string =>
  new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
