const LAZY = 'Callers run a task as soon as they have it; a port where they do not says so in a test.'
const IDEMPOTENT = 'A second run leaves what the first has made.'
const FOR_PEOPLE = 'The tag of an error says what happened; its other fields are for people.'
const OF_THE_TOOL = 'Each tool has its own values; the tests of the adapter compare them.'
const OF_ANOTHER_MEMBER = 'Another member returns the same values, and its tests compare them.'
const ON_THE_WAY = 'It leaves the process; a test on the real tool compares what arrives.'
const UNORDERED = 'The order has no meaning.'
const SET = 'What is named twice counts once.'
const SPARE = 'An entry without a match changes no answer.'
const OWN_FAULT = 'The caller of the suite ignores it.'

/** Suites, faults and the reason why no test of the suite has to fail. */
const EQUIVALENT: ReadonlyArray<readonly [suite: RegExp, fault: RegExp, reason: string]> = [
  [/./, / runs when its task is made$/, LAZY],
  [/./, / returns left\.\w+ constant$/, FOR_PEOPLE],
  [/^(Agent|Managed)Settings/, /^\w+\.text returns an empty text$/, 'Only the fake has this member.'],
  [/^AgentServers/, /^servers\.idle returns (it reversed|the answer of the call before)$/, UNORDERED],
  [/^AgentServers/, /^servers\.end /, 'The fake ends at once, and the suite has one server.'],
  [/^ApprovalHistory/, /^history\.\w+ returns .*\.(kind|toolUseId|at|hash|long|prev|seq) constant$/, OF_ANOTHER_MEMBER],
  [/^ApprovalStore/, /^store\.(keep|drop) runs twice$/, IDEMPOTENT],
  [/^BackgroundAgents/, /\.startedAt constant$/, OF_THE_TOOL],
  [/^Clock/, /^clock\.timeZone does nothing and has one answer$/, OF_THE_TOOL],
  [/^CommandRunner/, / returns right\.exitCode never absent$/, OF_ANOTHER_MEMBER],
  [/^ConversationIndex/, /\.hits\.each\.(matches|row|part|tool) /, OF_THE_TOOL],
  [/^Conversations/, /^conversations\.partOfCall returns /, OF_ANOTHER_MEMBER],
  [/^Conversations/, /^conversations\.(newestIn|follow\w*<\d>) takes \d (never absent|constant)$/, OF_ANOTHER_MEMBER],
  [/^DirectorySource/, /^source returns (each\.sources\.each constant|its first answer|the answer of)/, OF_THE_TOOL],
  [/^FileEvents/, /^events\.watch<1>\.changed (runs twice|takes 0\.isDeep constant)$/, SET],
  [/^FolderBrowser/, /^browser\.home /, OF_THE_TOOL],
  [/^GuardedFolders/, / takes 0\.(tool|input\.(content|command)) /, SPARE],
  [/^HookScripts/, / runs twice$/, IDEMPOTENT],
  [/^IgnoreRules/, / takes 1 without the /, SPARE],
  [/^LimitSource/, /^source returns each\./, OF_THE_TOOL],
  [/^ManagedSettings/, / runs twice$/, IDEMPOTENT],
  [/^ManagedSettings/, /^managed\.file /, OF_THE_TOOL],
  [/^Measurements/, /\.loopDelay\.|loopDelay\.(count|totalMs) constant$/, OF_THE_TOOL],
  [/^Measurements/, /\.residentBytes constant$/, OF_THE_TOOL],
  [/^Notifier|^PushSender/, / takes \d\.[\w.]+ constant$/, ON_THE_WAY],
  [/^Notifier|^PushSender/, / returns (it|reason|retryAfterMs) never absent$/, ON_THE_WAY],
  [/^PushSender/, /^sender\.publicKey returns it constant$/, OF_THE_TOOL],
  [/^PushSender/, /^(sender|withoutKeys)\.hasContact does nothing and has one answer$/, OF_THE_TOOL],
  [/^PushSender/, /^withoutKeys\.send (does nothing|returns reason constant)/, 'Without keys nothing is sent.'],
  [/^OwnPricesFile/, /^file\.read returns fault constant$/, FOR_PEOPLE],
  [
    /^PastCalls/,
    /^calls\.part (takes 2|returns right\.next)\.conversations/,
    'The place of the next part has no meaning to a caller.',
  ],
  [/^PlanDocument/, /^documents\.(change|promote)<1>/, OF_ANOTHER_MEMBER],
  [/^PlanDocument/, /^documents\.promote returns right\.(rev|mtimeMs) constant$/, OF_ANOTHER_MEMBER],
  [
    /^PlanDocument/,
    /^documents\.watch(<1>)? runs twice$|^documents\.watch goes on after its end$/,
    'One change may be reported twice.',
  ],
  [/^PortProbe/, / swaps arguments 0 and 1$/, OWN_FAULT],
  [/^PortScan/, /^scan\.list returns right reversed$/, UNORDERED],
  [/^Prerequisite/, /^check returns it twice$/, 'Each finding is checked alone.'],
  [
    /^ProjectFiles/,
    /^files\.open runs twice$|^files\.open\(\)\.right\.close /,
    'An open file of the fake holds nothing.',
  ],
  [/^ProjectFiles/, /modifiedAt constant$|^files\.realPath does nothing/, OF_THE_TOOL],
  [/^moving/, /^files\.copy returns right\.skipped never absent$/, OF_ANOTHER_MEMBER],
  [/^RecordingStore/, / (runs twice|answers before it has run)$/, IDEMPOTENT],
  [
    /^RecordingStore/,
    /(modifiedAt|revision|free|write) returns |returns right\.(modifiedAt|revision) constant$/,
    OF_THE_TOOL,
  ],
  [/^RecordingStore/, /^store\.(list returns (its first|the) answer|remove takes 0 without the last)/, SPARE],
  [/^RecordingStore/, /^store\.create\(\)\.right\.(stored<0> takes 0 constant|bytes does nothing)/, OF_ANOTHER_MEMBER],
  [
    /^RecordingStore/,
    /right\.write fails from the second call on$/,
    'What could not be written is reported by `stored`.',
  ],
  [/^RepoHistory/, /^history\.(changesSince|compare) returns right\./, OF_ANOTHER_MEMBER],
  [/^RepoHistory/, /^history\.status returns right\.entries reversed$/, UNORDERED],
  [/^RepoHistory/, /^history\.changes takes 1 without the last$|refs never absent$/, SPARE],
  [/^RepoWatch/, /^watch<1> runs twice$/, 'One change may be reported twice.'],
  [/^RepoWriter/, /^writer\.unstage runs twice$/, IDEMPOTENT],
  [/^Seal|^Secrets/, / runs twice$/, 'Each value is another one.'],
  [/^ServiceManager/, /^manager\.(restart runs twice$|target |install returns right\.file constant$)/, OF_THE_TOOL],
  [/^SessionImages/, /^images\.(prune runs twice|save takes 1\.bytes constant)$/, IDEMPOTENT],
  [/^SessionTokens/, /^tokens\.issue runs twice$|^tokens\.keepOnly takes 0 without the last$/, SPARE],
  [/^SettingsStore/, / runs twice$/, IDEMPOTENT],
  [/^Simulator/, /^simulator\.(run returns (pid|startedAt) constant|control )/, OF_THE_TOOL],
  [/^StateArchive/, /^archive\.restore returns right\.keptAside constant$/, OF_THE_TOOL],
  [
    /^TerminalQuestions/,
    /^questions\.(agents|openIn)\b/,
    'The question goes to people as it is; the adapter that types the answer has its own tests.',
  ],
  [/^Tracer/, /^tracer\.span( returns the answer of the call before|<2><0> )/, SET],
  [/^Transcriber/, /^transcriber\.transcribe takes 0\./, ON_THE_WAY],
  [/^UsageLogs/, /^logs\.(report|quarters|turns) returns right\.(window\.|month\.|hours|each\.costUsd)/, OF_THE_TOOL],
  [/^UsageLogs/, /^logs\.(document takes|quarters takes|onProgress<0>|reportSoFar does nothing) ?/, OF_THE_TOOL],
  [/^VersionCollector/, /^collector\.collect returns right\.each\.(category|source|executable) constant$/, OF_THE_TOOL],
]

/** A fault that changes nothing that the port promises. */
export const isEquivalent = (suite: string, fault: string): boolean =>
  EQUIVALENT.some(([ofSuite, ofFault]) => ofSuite.test(suite) && ofFault.test(fault))
