/**
 * Change that a coding CLI offers to store together with an allow, so that it asks less. It is the CLI's own: it counts beside
 * the hub's grants and rules, and the hub cannot take it back.
 */
export interface AgentMemory {
  /** `rules`: calls that run without a question. `folders`: folders that count as the agent's own. `mode`: a permission mode. */
  readonly kind: 'rules' | 'folders' | 'mode'
  /** Rules as the CLI writes them, such as `Bash(npm test *)`; absolute folders; the name of a mode. */
  readonly items: ReadonlyArray<string>
  /** `session`: until it ends. `local`, `project`: settings of the repository. `user`: settings of the person. */
  readonly scope: 'session' | 'local' | 'project' | 'user'
}
