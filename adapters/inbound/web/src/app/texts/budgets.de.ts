import type { budgetsEn } from './budgets.en.js'

/** Texts of budgets, and of sessions that go on after the reset of a limit, in German. */
export const budgetsDe: typeof budgetsEn = {
  budgets: 'Budgets',
  budgetsHint:
    'Bei 80 % wirst du gewarnt. Ist ein Budget verbraucht, fragen Agenten in seinen Sitzungen vor jedem Werkzeug, oder es wird abgelehnt, bis der Zeitraum endet oder du das Budget erhöhst.',
  noBudgets: 'Nichts begrenzt, was Agenten ausgeben dürfen.',
  addBudget: 'Budget hinzufügen',
  removeBudget: 'Dieses Budget entfernen',
  budgetFor: 'Für',
  budgetKinds: { day: 'Täglich', month: 'Monatlich', project: 'Ein Projekt, monatlich', card: 'Eine Karte' },
  budgetOf: {
    day: () => 'Täglich',
    month: () => 'Monatlich',
    project: (name) => `${name}, monatlich`,
    card: (name) => `Karte „${name}“`,
  },
  budgetProject: 'Projekt',
  budgetCard: 'Karte',
  budgetAmount: 'US-Dollar',
  budgetAmountWrong: 'Ein Betrag über 0, etwa 5 oder 12.50',
  budgetTaken: 'Dafür gibt es schon ein Budget.',
  budgetAtLimit: 'Wenn es verbraucht ist',
  budgetAsk: 'Fragen',
  budgetDeny: 'Ablehnen',
  spentOf: (spent, limit) => `${spent} von ${limit}`,
  budgetLevel: { fine: 'in Ordnung', near: 'fast verbraucht', exceeded: 'überschritten' },
  budgetsCounting: 'Die Protokolle der Agenten werden zum ersten Mal gelesen. Es kann mehr ausgegeben worden sein.',
  budgetNear: (what, spent) => `Budget fast verbraucht: ${what}, ${spent}`,
  budgetExceeded: (what, spent, atLimit) =>
    `Budget überschritten: ${what}, ${spent}. ${atLimit === 'ask' ? 'Agenten fragen vor jedem Werkzeug.' : 'Werkzeuge werden abgelehnt.'}`,
  changeBudgets: 'Budgets …',
  couldNotChangeBudgets: 'Die Budgets wurden nicht geändert',
  resumeOn: 'Weitermachen, wenn das Limit zurückgesetzt ist',
  resumeOff: 'Nicht von selbst weitermachen',
  resumesLater: (name) => `${name} macht von selbst weiter, wenn das Limit zurückgesetzt ist.`,
  resumesNotLater: (name) => `${name} wartet auf dich, wenn ein Limit erreicht ist.`,
  couldNotSetResume: (name) => `${name} wurde nicht geändert`,
}
