import { shellWord } from '../../../../../domain/agents/command-line.js'

/**
 * File reference at a prompt: `@path` for agents. Shells, and agents for paths with special characters, get a quoted
 * word.
 */
export const mention = (path: string, isAgent: boolean): string => {
  const word = shellWord(path)
  return isAgent && word === path ? `@${path}` : word
}
