import { shellWord } from '../files/file-paths.js'

/** How a file is named at a prompt: agents read `@path`; a shell, and what they could misread, gets it as one word. */
export const mention = (path: string, isAgent: boolean): string => {
  const word = shellWord(path)
  return isAgent && word === path ? `@${path}` : word
}
