/** Words of git without the folders of this machine: of a path the last name stays. */
export const redactPaths = (words: string): string =>
  words.replace(/(?<![\w.~-])\/(?:[^\s'"/:]+\/)*([^\s'"/:]*)/g, '$1')
