import type { FileTools } from '../../../../domain/approvals/guarded-paths.js'

/** Built-in tools of Claude Code that read, change or search files. */
export const FILE_TOOLS: FileTools = {
  entry: new Set(['Read', 'NotebookRead', 'LS', 'Write', 'Edit', 'MultiEdit', 'NotebookEdit']),
  search: new Set(['Glob', 'Grep']),
  content: new Set(['Grep']),
}
