/** About 400 common single surnames and the compound ones; a name is recognised by them (rights.md 1.7). */
const SINGLE =
  '王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文庞樊兰殷施陶洪翟安颜倪严牛温芦季俞章鲁葛伍韦申尤毕聂丛焦向柳邢路岳齐沿梅莫庄辛管祝左涂谷祁时舒耿牟卜路詹关苗凌费纪靳盛童欧甄项曲成游阳裴席卫查屈鲍位覃霍翁隋植甘景薄单包司柏宁柯阮桂闵解强柴华车冉房边辜吉饶刁瞿戚丘古米池滕晋苑邬臧畅宫来嵺苟全褚廉简娄盖符奚木穆党燕郎邸冀谈姬屠连郜晏栾郁商蒙计喻揭窦迟宇敖糜鄢冷卓花仇艾蓝都巩稽井练仲乐虞卞封竺冼原官衣楚佟栗匡宗应台巫鞠僧桑荆谌银扬明沙薄伏岑习胥保和蔺水云昌凤酆皮卡齐伊宦幸司韶郗璩乌焉巴弓牧隗山宓蓬郗班仰秋仲伊暴甯祖荣翁荀羊於惠麴家羿储邴松段富侍国哈谯笪年爱佴佘佟言福帅涂缑亢况后有琴归海墨佟肖闫付岱代邝冼凃麦邰訾逄逯戈仝禚矫亓税郏苍闻阚慕但丹鹿植过邓战由从粟占才'.trim() +
  '陳張劉楊趙黃吳孫馬羅鄭謝韓馮蕭鄧許傅呂蘇盧蔣賈葉閻餘譚鄒陸顧龍萬錢湯喬賀賴龔龐蘭顏倪嚴溫蘆魯韋畢聶叢齊莊塗時關紀項陽衛鮑單寧閔華車邊饒滕鄔褚廉簡婁蓋穆黨談連鬱喻竇遲儲藍仇樂應銀雲鳳烏歸後國麥';
const COMPOUND =
  '欧阳 太史 端木 上官 司马 东方 独孤 南宫 万俟 闻人 夏侯 诸葛 尉迟 公羊 赫连 澹台 皇甫 宗政 濮阳 公冶 太叔 申屠 公孙 慕容 仲孙 钟离 长孙 宇文 司徒 鲜于 司空 闾丘 令狐 歐陽 司馬 東方 諸葛 尉遲 公孫 鍾離'.split(
    ' ',
  );

const singles = new Set(SINGLE);
/** The two hundred most common: enough where nothing but the name itself speaks for a name. */
const common = new Set([...SINGLE.slice(0, 200)]);

/** A name by a common surname, for places without a role word or label. */
export function isPlainZhName(text: string): boolean {
  return isZhName(text) && (common.has(text[0] ?? '') || COMPOUND.includes(text.slice(0, 2)));
}

/** Whether two to four Han characters can be a Chinese personal name. */
export function isZhName(text: string): boolean {
  if (!/^\p{Script=Han}{2,4}$/u.test(text)) return false;
  if (NOT_NAMES.has(text) || NOT_NAME_ENDING.test(text)) return false;
  if (COMPOUND.includes(text.slice(0, 2)) && text.length >= 3) return true;
  return text.length <= 3 && singles.has(text[0] ?? '');
}

/** Family and given name by the surname list; nothing where the list does not know. */
export function splitZhName(name: string): { family: string; given: string } | undefined {
  if (!isZhName(name)) return undefined;
  const compound = COMPOUND.includes(name.slice(0, 2)) && name.length >= 3;
  const cut = compound ? 2 : 1;
  return { family: name.slice(0, cut), given: name.slice(cut) };
}

const NOT_NAMES = new Set(
  '江苏 江南 山东 广东 云南 台湾 海口 贵州 贵阳 安庆 温岭 金陵 常德 常熟 郑州 徐州 杭州 苏州 扬州 柳州 福州 福建 黄山 黄冈 吉林 宁波 宁夏 莆田 梅州 湛江 阳江 荆州 池州 景德镇 龙岩 龙华 汤山 包头 连云港 乐山 乐清 和田 武昌 江门 万州 舟山 湖州 成都市 编者 时间 时报 作者 编辑 来源 记者 关于 关注 全文 全部 任何 万元 方面 高度 石油 金融 文章 文化 文字 常见 安全 成功 成为 严重 应该 明天 明确 国内 国际 国家 年度 和平 连续 连接 路透 向前 东方 商业 方法 方便 高级 高考 项目 项链 水平 有关 有限 包括 单位 安装 白色 时候 时代 时尚 时政 全球 全国 全新 任务 万里 后来 有人 有的 过去 过程 从此 从前 但是 才能 海外 国外 汤姆 应用 家庭 都市 都是 商务 广告 成都 武汉 安徽 江苏 江西 海南 华为 华夏 云南 向上 明星 明年 连载 金额 花园 温度 平台 史上 管理 管理员 文汇报 文汇 安卓 计算机 计划 于是 万一 解放 解读 成员 保护 保险 国资委 国务院 应急 海关 水利 水利部 公安 关键 文旅 花卉 国防部 全媒体 融媒体 党委 党建 党报 华商报 华西 华社 商报 都市报 时评 时装 古代 古装 山东 山西 江南 海口 南方 林业 农业 金华 章节 常州 常用 温州 台州 温馨 沙龙 石家庄 马上 马来 高清 高铁 高新 高校 官方 官网 原创 原文 原标题 应聘 游客 游戏 简介 简单 简体 简历 项目部 权威 支持'.split(
    ' ',
  ),
);
/** Endings of bodies and of words that a given name practically never has. */
const NOT_NAME_ENDING = /(?:报|网|社|局|厅|部|处|刊|们|者|省|县|镇|说|称|的|了|吗|吧)$/u;
