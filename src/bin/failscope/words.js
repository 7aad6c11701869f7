// What embeds and their dialog say, in every language: written by `failscope build` from the files in words/.
const WORDS = MESSAGES

/// The language of a tag, where there are words in it; English for any other.
export const spoken = (tag) => (Object.hasOwn(WORDS, tag.slice(0, 2)) ? tag.slice(0, 2) : 'en')

/// The messages of a language, by name. What is filled in stays text; a number is written as the language does, and
/// chooses among forms in the order of its plural categories.
export function speaker(language) {
  const messages = WORDS[language]
  const { format } = new Intl.NumberFormat(language)
  const rules = new Intl.PluralRules(language)
  const categories = messages.Plurals.split(' ')
  const filled = (it, forms) => (forms ? forms.split('|').at(categories.indexOf(rules.select(it))) : typeof it === 'number' ? format(it) : it)
  return (name, ...args) => messages[name].replace(/\{(\d)\|?([^}]*)\}/g, (_, place, forms) => filled(args[place], forms))
}
