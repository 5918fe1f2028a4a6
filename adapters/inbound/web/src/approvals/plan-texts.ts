import { textsThatLoadLate } from '../app/texts/late-texts.js'

const plural = (count: number, one: string, many: string): string => (count === 1 ? one : many)

const en = {
  plan: 'Plan',
  commentOn: (line: number, text: string): string => `Comment on line ${String(line)}: ${text}`,
  yourComment: 'Your comment',
  keepComment: 'Add comment',
  editComment: 'Edit',
  removeComment: 'Remove',
  cancel: 'Cancel',
  hint: 'Select a line to comment on it.',
  shown: 'What is shown',
  whole: 'Plan',
  changes: 'Changes since the last plan',
  keepPlanningWith: (count: number): string =>
    plural(count, 'Keep planning with 1 comment', `Keep planning with ${String(count)} comments`),
  acceptWithout: (count: number): string => plural(count, 'Accept without the comment', 'Accept without the comments'),
  goAlong: (count: number): string =>
    plural(count, 'Your comment is sent with it.', `Your ${String(count)} comments are sent with it.`),
  aboutAll: 'About the whole plan (optional)',
  editedPlan: 'Edited plan',
  planIsEmpty: 'The plan needs a text',
  acceptEdited: 'Accept as edited',
}

const de: typeof en = {
  plan: 'Plan',
  commentOn: (line, text) => `Zeile ${String(line)} kommentieren: ${text}`,
  yourComment: 'Dein Kommentar',
  keepComment: 'Kommentar hinzufügen',
  editComment: 'Bearbeiten',
  removeComment: 'Entfernen',
  cancel: 'Abbrechen',
  hint: 'Wähle eine Zeile, um sie zu kommentieren.',
  shown: 'Was gezeigt wird',
  whole: 'Plan',
  changes: 'Änderungen zum letzten Plan',
  keepPlanningWith: (count) =>
    plural(count, 'Mit 1 Kommentar weiter planen', `Mit ${String(count)} Kommentaren weiter planen`),
  acceptWithout: (count) => plural(count, 'Ohne den Kommentar annehmen', 'Ohne die Kommentare annehmen'),
  goAlong: (count) =>
    plural(count, 'Dein Kommentar wird mitgeschickt.', `Deine ${String(count)} Kommentare werden mitgeschickt.`),
  aboutAll: 'Zum ganzen Plan (optional)',
  editedPlan: 'Geänderter Plan',
  planIsEmpty: 'Der Plan braucht einen Text',
  acceptEdited: 'Geändert annehmen',
}

/** Texts of plans: comments, edits and the comparison with the plan before. */
export const planTexts = textsThatLoadLate(en, de)
