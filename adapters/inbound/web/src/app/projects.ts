import type { BodyOf } from './hub/hub.js'

/** Project in the list. */
export type ProjectSummary = BodyOf<'listProjects'>['projects'][number]
/** Project with its plan. */
export type HubProject = BodyOf<'readProject'>
export type Plan = Pick<HubProject, 'released' | 'dev' | 'backlog' | 'changelog'>
export type PlanSection = Plan['dev']
/** Line of a plan: `- [x] text {key: value}`. */
export type PlanItem = PlanSection['items'][number]
export type SectionName = 'released' | 'dev' | 'backlog'
export type PlanMatches = BodyOf<'searchProjects'>
export type ProjectGit = BodyOf<'readGlance'>
/** Folder of the hub's machine with its subfolders. */
export type BrowsedFolder = BodyOf<'browseFolders'>

/** Item as the page showed it. It identifies the item again after the document changed. */
export interface ItemRef {
  readonly section: SectionName
  readonly text: string
  readonly line: number
}

/** Edit of a plan document. Items are identified as the page showed them. */
export type PlanEdit =
  | { readonly action: 'toggle' | 'delete'; readonly item: ItemRef }
  | {
      readonly action: 'add'
      readonly section: SectionName
      readonly text: string
      readonly meta?: Readonly<Record<string, string>>
    }
  | { readonly action: 'edit'; readonly item: ItemRef; readonly text: string }
  | { readonly action: 'move'; readonly item: ItemRef; readonly toSection: SectionName }
  | { readonly action: 'reorder'; readonly item: ItemRef; readonly toIndex: number }
  | { readonly action: 'set-version'; readonly section: 'released' | 'dev'; readonly version: string }
