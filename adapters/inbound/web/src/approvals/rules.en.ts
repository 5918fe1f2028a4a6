const times = (count: number): string => (count === 1 ? 'once' : `${count} times`)
const many = (count: number, one: string, more: string): string => `${count} ${count === 1 ? one : more}`

/** Texts of rules for calls to come. */
export const rulesEn = {
  rules: 'Rules',
  noRules: 'No rules yet. A rule answers future calls: it allows, denies or asks.',
  newRule: 'New rule',
  ruleEffect: 'For a matching call',
  ruleEffects: { allow: 'allow', ask: 'ask', deny: 'deny' },
  ruleEffectHint: 'Deny wins over ask, and ask over allow.',
  ruleTool: 'Tool',
  ruleKind: 'Matches by',
  ruleKinds: { command: 'Command', path: 'File', host: 'Host', any: 'Every call' },
  ruleText: { command: 'One command', path: 'File, or folder with everything in it', host: 'Host' },
  ruleHints: {
    command:
      'As typed in a shell, without ; && | or >. A final * matches any further words. Each part of a longer command must be allowed on its own.',
    path: 'Absolute path. Links are followed.',
    host: 'Without https://. A leading dot matches all subdomains.',
  },
  ruleProject: 'In',
  everyProject: 'every project',
  ruleAgent: 'By',
  everyAgent: 'every agent',
  tryRule: 'Try it on past calls',
  tryAgainRule: 'Try again',
  ruleCalls: (calls: number, tool: string): string => `${many(calls, 'call', 'calls')} of ${tool}`,
  ruleTried: (calls: string, allowed: number, denied: number, asked: number): string =>
    `With this rule, ${allowed} of ${calls} in the last 30 days would have been allowed, ${denied} denied, and you would have been asked ${times(asked)}.`,
  ruleSources: (fromLog: number, fromTranscripts: number): string =>
    `Based on ${many(fromLog, 'call', 'calls')} in the approval log and ${many(fromTranscripts, 'call', 'calls')} without approval in transcripts of Claude Code.`,
  ruleConcerned: (count: number): string => `This rule applies to ${many(count, 'call', 'calls')}:`,
  ruleOthers: 'It does not apply to, for example:',
  ruleUnreadable: (count: number): string =>
    `${many(count, 'command', 'commands')} could not be parsed reliably. You are always asked about such commands.`,
  ruleNoCalls: 'No such calls in the last 30 days, so there is nothing to try it on.',
  ruleExample: (match: string, nearMiss: string): string => `Matches “${match}”, not “${nearMiss}”.`,
  putInForce: 'Add rule',
  putInForceAndAllow: 'Add rule and allow',
  ruleInForce: 'Rule added',
  removeRule: 'Remove',
  removeRuleQuestion: 'Remove the rule?',
  ruleRemoved: 'Rule removed',
  couldNotAddRule: 'The rule was not added',
  couldNotTryRule: 'The rule was not tried',
  couldNotRemoveRule: 'The rule was not removed',
  ruleParts: {
    tool: 'The name of the tool is missing or too long.',
    command: 'Enter one plain command: no ; && | or >, no variables, and * only as the last word.',
    path: 'Enter an absolute path without . or .. in it.',
    host: 'Enter a host name, without https:// or a path.',
    project: 'This project is not registered.',
    agent: 'There is no such agent.',
    length: 'The text is missing or too long.',
    'more-than-one-pattern': 'Enter either a command, a file or a host.',
    'too-many': 'There are already 500 rules. Remove one first.',
  },
  makeRule: 'Make a rule …',
  makeRuleFor: (tool: string): string => `Rule for calls of ${tool} like this one`,
  proposedRules: 'Rule for',
}
