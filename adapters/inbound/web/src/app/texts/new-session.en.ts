import type { CliTier } from '../../../../../../domain/agents/agent-program.js'

/** Texts of the form for a new session. */
export const newSessionEn = {
  firstPrompt: 'First prompt',
  firstPromptHint: 'Optional. Sent as soon as the agent is running.',
  model: 'Model',
  modelDefault: 'Default',
  moreOptions: 'More',
  agentsOf: (count: number): string => `${count} agents`,
  agentCount: 'Agents',
  agentCountHint: 'Starts the same agent several times, each in its own session.',
  ownWorktree: 'Own worktree and branch',
  ownWorktreeHint: 'Created next to the folder; kept when the session ends.',
  worktreeNeedsRepository: 'Needs a Git repository.',
  newBranch: 'Branch',
  offeredFolders: 'Projects and folders',
  projectFolder: 'Project',
  recentFolder: 'Recent',
  subfolder: 'Folder',
  checkingFolder: 'Checking …',
  isRepository: 'Git repository',
  isPlainFolder: 'Folder without a repository',
  folderMissing: 'This folder does not exist.',
  folderIsFile: 'This is a file.',
  folderUnreadable: 'The hub cannot read this folder.',
  folderUnchecked: 'Outside the folders the hub may browse.',
  template: 'Template',
  noTemplate: 'None',
  saveTemplate: 'Save as template',
  templateName: 'Name of the template',
  deleteTemplate: 'Delete template',
  templateSaved: (name: string): string => `Saved “${name}” as a template.`,
  templateDeleted: (name: string): string => `Deleted the template “${name}”.`,
  branchInvalid: 'Not a valid branch name.',
  /** Name of a permission mode by the label or the mode that the hub sends, which is English. */
  tierMeaning: {
    safe: 'asks before it acts',
    auto: 'acts on its own within limits',
    danger: 'never asks',
  },
  questionsHere: {
    all: (): string => 'calls need approval here',
    asked: (): string => 'its questions come here',
    none: (tier: CliTier): string =>
      tier === 'danger' ? 'no question comes here' : 'its questions stay in the terminal',
  },
}
