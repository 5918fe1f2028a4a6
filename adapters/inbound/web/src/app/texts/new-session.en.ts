import type { CliTier } from '../../../../../../domain/agents/agent-program.js'

/** Texts of the form for a new session. */
export const newSessionEn = {
  firstPrompt: 'First prompt',
  firstPromptHint: 'Optional. The agent gets it as soon as it runs.',
  model: 'Model',
  modelDefault: 'Default',
  agentCount: 'Agents',
  agentCountHint: 'Starts the same several times, each in a session of its own.',
  ownWorktree: 'Own worktree and branch',
  ownWorktreeHint: 'Next to the folder. It stays when the session ends.',
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
  folderUnchecked: 'Outside the folders that the hub may browse.',
  template: 'Template',
  noTemplate: 'None',
  saveTemplate: 'Save as template',
  templateName: 'Name of the template',
  deleteTemplate: 'Delete template',
  templateSaved: (name: string): string => `Saved “${name}” as a template.`,
  templateDeleted: (name: string): string => `Deleted the template “${name}”.`,
  branchInvalid: 'Git does not accept this name for a branch.',
  /** Name of a permission mode by the label or the mode that the hub sends, which is English. */
  tierMeaning: {
    safe: 'asks before it acts',
    auto: 'acts alone within limits',
    danger: 'never asks by itself',
  },
  questionsHere: {
    all: (): string => 'calls need approval here',
    asked: (): string => 'its questions come here',
    none: (tier: CliTier): string =>
      tier === 'danger' ? 'no question comes here' : 'its questions stay in the terminal',
  },
}
