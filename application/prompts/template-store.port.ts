import type { PromptTemplates } from '../../domain/prompts/prompt-template.js'
import type { StateStore } from '../shared/state-store.port.js'

/** Prompt templates. */
export type PromptTemplateStore = StateStore<PromptTemplates>
