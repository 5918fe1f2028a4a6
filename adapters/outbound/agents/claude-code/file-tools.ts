import type { FileTools } from '../../../../domain/approvals/guarded-paths.js'

/** Built-in tools of Claude Code that read, change or search files, and those that reach none. */
export const FILE_TOOLS: FileTools = {
  entry: new Set(['Read', 'NotebookRead', 'LS', 'Write', 'Edit', 'MultiEdit', 'NotebookEdit']),
  search: new Set(['Glob', 'Grep']),
  content: new Set(['Grep']),
  prose: new Set([
    ...['Agent', 'AskUserQuestion', 'BashOutput', 'EnterPlanMode', 'ExitPlanMode', 'KillShell', 'Task', 'TaskCreate'],
    ...[
      'TaskGet',
      'TaskList',
      'TaskOutput',
      'TaskStop',
      'TaskUpdate',
      'TodoRead',
      'TodoWrite',
      'ToolSearch',
      'WebSearch',
    ],
  ]),
}
