/** Texts of agents in the background, loaded with their list. */
export const backgroundEn = {
  title: 'In the background',
  hint: 'Started with claude --bg. They may run without approvals.',
  skipped: (count: number): string => (count === 1 ? '1 more could not be read' : `${count} more could not be read`),
  unreadable: 'Could not load the list.',
  waitsFor: (what: string): string => `waiting for: ${what}`,
  open: 'Open',
  openNamed: (name: string): string => `Open ${name}`,
  stop: 'Stop',
  stopNamed: (name: string): string => `Stop ${name}`,
  reallyStop: 'Really stop? Esc',
  stopped: (name: string): string => `Stopped ${name} and all its processes. Its conversation is kept.`,
  alreadyEnded: (name: string): string => `${name} had already ended.`,
  couldNotOpen: (name: string): string => `${name} was not opened`,
  couldNotStop: (name: string): string => `${name} was not stopped`,
}
