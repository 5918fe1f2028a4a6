import type { BranchName } from '../repo/refs.js'
import { literalPart } from '../prompts/literal-text.js'
import type { CardId } from './card.js'

/** Puts text on one line, because a line break in a card would end the prompt early. */
const oneLine = (text: string, maxLength: number): string =>
  text
    .replace(/[\p{Cc}\u2028\u2029]+/gu, ' ')
    .slice(0, maxLength)
    .trim()

/** The same, without mentions: agents write cards too. */
const literalLine = (text: string, maxLength: number): string => literalPart(oneLine(text, maxLength))

const TITLE_MAX = 200
const DOC_MAX = 300
const PROJECT_NAME_MAX = 80
const PROJECT_ID_MAX = 120

/** Header with a variable that the agent's shell expands. */
const AUTHORIZED = `with the header "Authorization: Bearer $PENATES_TOKEN" and a JSON body`
const cardUrl = (id: CardId): string => `$PENATES_URL/api/board/cards/${id}`

/** Card fields that prompts contain. */
export interface PromptedCard {
  readonly id: CardId
  readonly title: string
  readonly brainstormDoc: string | null
}

/** Prompt for writing a spec together with the person. */
export const brainstormPrompt = ({ id, title }: PromptedCard): string =>
  [
    `Let us work out this idea together: "${literalLine(title, TITLE_MAX)}".`,
    'Look at the project first, ask me one question at a time, and compare two or three ways to do it.',
    'When we agree, write it down as a spec in a Markdown file of this repository and commit that file.',
    `Then report its path, as the last step: send PATCH ${cardUrl(id)} ${AUTHORIZED}`,
    '{"brainstormDoc":"<path of the spec>"}.',
  ].join(' ')

/** Prompt for the implementation. `isIsolated`: the session has its own worktree with the branch checked out. */
export const implementPrompt = (
  { id, title, brainstormDoc }: PromptedCard,
  branch: BranchName,
  isIsolated: boolean,
): string =>
  [
    `Implement this idea: "${literalLine(title, TITLE_MAX)}".`,
    `Read its spec first: ${literalLine(brainstormDoc ?? '', DOC_MAX)}.`,
    isIsolated
      ? `You are in a fresh git worktree of your own, already on branch ${branch}: do not check out anything else.`
      : `Create the branch ${branch}, or continue on it when it is there, and work on it only.`,
    'Install what the project needs. Make a plan, write the tests first, then the code, and verify all of it.',
    'If you start servers, use the ten ports from $PENATES_PORT on.',
    'Commit locally in small steps and never push.',
    `As your very last action send PATCH ${cardUrl(id)} ${AUTHORIZED}`,
    `{"stage":"review","branch":"${branch}","implementSummary":"<two or three sentences on what was done>"}.`,
    'Then stay here: I will review and may ask for changes.',
  ].join(' ')

/** Prompt for collecting many short ideas in dialogue; each becomes a card once the person agrees. */
export const ideasPrompt = ({ id, displayName }: { readonly id: string; readonly displayName: string }): string => {
  const project = oneLine(id, PROJECT_ID_MAX)
  return [
    `Let us collect ideas for the project "${literalLine(displayName, PROJECT_NAME_MAX)}" (id "${project}").`,
    'Look at its code, its plan document and its git history, and at the cards that there are already:',
    `GET $PENATES_URL/api/board/cards?projectId=${encodeURIComponent(project)} with the header "Authorization: Bearer $PENATES_TOKEN".`,
    'Propose many short ideas that are not on the board yet, in dialogue with me; do not specify them.',
    `For each idea that I confirm send one POST $PENATES_URL/api/board/cards ${AUTHORIZED}`,
    `{"projectId":${JSON.stringify(project)},"title":"<short>","notes":"<one or two sentences>","origin":"collab","stage":"idea"}.`,
  ].join(' ')
}
