import { t } from '../../utils/platform/i18n';

/** Rules by the beginning of their id, the narrower before the wider, and the sentence that says what each looks at. */
const rules: readonly (readonly [RegExp, string])[] = [
  [/^user$/, 'rule_user'],
  [/^zh\.byline\.closing/, 'rule_byline_closing'],
  [/^zh\.byline\.affiliation/, 'rule_affiliation'],
  [/^zh\.byline\.dateline|^dateline\./, 'rule_dateline'],
  [/byline|^rel\.author/, 'rule_byline'],
  [/^zh\.original/, 'rule_original_title'],
  [/^(?:zh\.source|source\.|dc\.source|zh\.issuing-body)/, 'rule_source_line'],
  [/^zh\.editor/, 'rule_editor'],
  [/^caption\.|^zh\.photo\./, 'rule_caption'],
  [/^attribute\./, 'rule_image_code'],
  [/^canonical\.other-domain/, 'rule_canonical'],
  [/^title\b/, 'rule_title'],
  [/^subtitle\./, 'rule_subtitle'],
  [/^breadcrumb\./, 'rule_breadcrumb'],
  [/^script\.publish-time/, 'rule_date_script'],
  [/^date\.far-line/, 'rule_date_below'],
  [/^(?:date\.|time$)/, 'rule_date'],
  [/^(?:url\.|site\.host|link\.canonical|link\.oldid)/, 'rule_address'],
  [/^footer\.owner/, 'rule_owner'],
  [/^(?:html\.lang|script\.|language\.)/, 'rule_language'],
  [/^notice\.all-rights/, 'rule_notice_all_rights'],
  [/^notice\.prohibition/, 'rule_notice_prohibition'],
  [/^notice\.permission/, 'rule_notice_permission'],
  [/^notice\.owner-elsewhere/, 'rule_notice_owner_elsewhere'],
  [/^notice\./, 'rule_notice'],
  [/rel-license|^link\.rsl/, 'rule_licence_link'],
  [/^(?:text\.licence|rdf\.)/, 'rule_licence_text'],
  [/^(?:json-ld|microdata|rdfa|microformat|h-entry)/, 'rule_page_data'],
  [/^(?:meta|dc|dcterms|sailthru|og|twitter|parsely|citation|prism)\b/, 'rule_head'],
];

/** What a rule looks at, in one phrase. */
export function ruleWords(rule: string): string {
  return t(rules.find(([pattern]) => pattern.test(rule))?.[1] ?? 'rule_other');
}
