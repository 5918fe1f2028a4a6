/** Marks of 2.1.332 around text that was pasted into a prompt. */
const MARKS = /\s*<\/?pasted_content(?: [^<>]*)?>\n?/g

/** Prompt without the marks around pasted text. */
export const withoutPasteMarks = (prompt: string): string => prompt.replaceAll(MARKS, '\n').trim()
