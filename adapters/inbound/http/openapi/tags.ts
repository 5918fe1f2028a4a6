/** Groups of operations, by the first pattern that their path has. */
const GROUPS: ReadonlyArray<readonly [name: string, path: RegExp, description: string]> = [
  ['Repositories', /\/(diff|git)(\/|$)(?!.*files)/, 'Git repositories of sessions and projects'],
  ['Simulator', /mata/, 'iOS simulator of a Mac'],
  ['Files', /\/(files|file-content|upload|image|browse)(\/|$)/, 'Files of projects and sessions'],
  ['Hooks', /^\/api\/hooks/, 'Reports of coding agents'],
  ['Approvals', /^\/api\/approval/, 'Calls of tools that wait for a decision'],
  ['Push', /^\/api\/push/, 'Notifications of devices'],
  ['Webhooks', /^\/api\/webhooks/, 'Messages about events to addresses outside the hub'],
  ['Board', /^\/api\/board|ideagen$/, 'Cards, worktrees and finishes'],
  ['Projects', /^\/api\/projects/, 'Registered folders and their plan documents'],
  ['Usage', /^\/api\/usage|auto-resume$/, 'Tokens, costs, quotas and budgets'],
  ['Preview', /^\/api\/preview/, 'Programs of this machine in a frame'],
  ['Voice', /^\/api\/voice/, 'Speech to text'],
  ['Updates', /^\/api\/(updates|version)/, 'Versions of the hub and of programs'],
  ['Sessions', /^\/api\/(agents|sessions|screens|recent-dirs|clis|adoptions)/, 'Terminal sessions'],
  ['Server', /./, 'The hub itself'],
]

export const TAGS = GROUPS.map(([name, , description]) => ({ name, description }))

export const tagOf = (path: string): string => GROUPS.find(([, pattern]) => pattern.test(path))?.[0] ?? ''
