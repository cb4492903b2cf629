/** Frequent characters that only one of the two scripts has, pair by pair. */
const simplified =
  '们这说国时来会学对过开发经济现实进还问题关样点体东车长门见业员书话语让认识计记议论设证评词译试该请读调谈负财贡责质货购贵费资赛赢运达远连选适邮针钱铁银错锋长闭间闻阅阳阴际陆险随难雾静须顾顿预领频颜风飞饭饮馆马驻驾验鱼鸟鸡麦黄齐龙';
const traditional =
  '們這說國時來會學對過開發經濟現實進還問題關樣點體東車長門見業員書話語讓認識計記議論設證評詞譯試該請讀調談負財貢責質貨購貴費資賽贏運達遠連選適郵針錢鐵銀錯鋒長閉間聞閱陽陰際陸險隨難霧靜須顧頓預領頻顏風飛飯飲館馬駐駕驗魚鳥雞麥黃齊龍';
const onlySimplified = new Set([...simplified].filter((character) => !traditional.includes(character)));
const onlyTraditional = new Set([...traditional].filter((character) => !simplified.includes(character)));

/** In which Chinese script a text is written, by its characters; by the language tag where they do not tell. */
export function hanForm(text: string, language: string): 'simplified' | 'traditional' {
  let balance = 0;
  for (const character of text.slice(0, 4000)) {
    if (onlySimplified.has(character)) balance += 1;
    else if (onlyTraditional.has(character)) balance -= 1;
  }
  if (balance !== 0) return balance > 0 ? 'simplified' : 'traditional';
  return /hant|tw|hk|mo\b/i.test(language) ? 'traditional' : 'simplified';
}
