import en from '../../../public/_locales/en/messages.json';
import zh from '../../../public/_locales/zh_CN/messages.json';

const sentences: Record<'en' | 'zh_CN', Record<string, { message: string }>> = { en, zh_CN: zh };

/** A `browser` that knows the real sentences of a language and nothing else. */
export function speaking(language: 'en' | 'zh_CN') {
  return {
    i18n: {
      getMessage: (key: string, values: string[] = []) =>
        (sentences[language][key]?.message ?? '').replace(
          /\$(\d)/g,
          (_, place) => values[Number(place) - 1] ?? '',
        ),
      getUILanguage: () => (language === 'en' ? 'en-GB' : 'zh-CN'),
    },
    storage: {
      local: { get: async () => ({}), set: async () => undefined },
      session: { get: async () => ({}), onChanged: { addListener() {}, removeListener() {} } },
      onChanged: { addListener: () => undefined, removeListener: () => undefined },
    },
    runtime: { getURL: (path: string) => `extension:///${path}` },
  };
}
