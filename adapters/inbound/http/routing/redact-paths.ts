/** Replaces each absolute path in git's output by its last segment. */
export const redactPaths = (words: string): string =>
  words.replace(/(?<![\w.~-])\/(?:[^\s'"/:]+\/)*([^\s'"/:]*)/g, '$1')
