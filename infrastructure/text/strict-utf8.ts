/** Decodes UTF-8; throws for invalid bytes instead of replacing them by U+FFFD. A byte order mark is kept. */
export const strictText = (bytes: Uint8Array): string =>
  new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
