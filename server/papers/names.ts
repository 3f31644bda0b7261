import { plainText } from "./tex-segments";

/** An author's name: in parts for a person, or as a whole. */
export type Name = { family: string; given: string; suffix?: string } | { literal: string };

const GROUP =
  /\b(and|team|group|collaboration|consortium|project|lab|labs|laboratory|initiative)\b|[\d()]/i;

/** "Hal Daumé III", "Antonio Laverghetta, Jr." */
const SUFFIX = /^(.+ .+?),? ((?:Jr|Sr)\.?|II|III|IV)$/;

/** Words before a family name that belong to it though capitalized: "Luc Van Gool". */
const PARTICLE =
  /^(?:Van|Von|Vom|Zu|Zur|Ten|Ter|De|Del|Della|Dello|Dalla|Dal|Dei|Degli|Di|Da|Du|Dos|Des|Le|La|El|Al|Ben|Ibn|Abu|Mac|Mc|St\.?|'t)$/;

/**
 * Before these, "Van", "Le" or "Di" is a given name: Vietnamese, Korean and Chinese family names,
 * and final syllables of Vietnamese names in their own order.
 */
const NO_PARTICLE = new Set(
  (
    "Nguyen Tran Le Pham Hoang Huynh Phan Vu Vo Dang Bui Do Ho Ngo Duong Ly Dinh Trinh Mai Dao Luong Truong Lam " +
    "Cao Chu Ta Thai Trieu Hai Anh Khac Minh Linh Duc Nam Quang Thanh Tuan Hung Phuc Viet Tung Cuong " +
    "Wang Li Zhang Liu Chen Yang Huang Zhao Wu Zhou Xu Sun Ma Zhu Hu Guo He Lin Luo Zheng Liang Xie Tang Han Feng " +
    "Deng Peng Zeng Xiao Tian Dong Pan Yuan Cai Jiang Yu Du Ye Cheng Wei Su Lu Ding Ren Shen Yao Kim Lee Park Choi"
  ).split(" "),
);

/** Words that join two family names: "Blaise Agüera y Arcas". */
const JOINS = /^(?:y|e|i)$/;

/**
 * Parses a name as sources give it: "Laurens van der Maaten", "Hal Daumé III", "Emanuele Macr\\`i".
 */
export function readName(source: string): Name {
  const literal = plainText(source).replace(/\s+/g, " ").trim();
  const [, before = literal, suffix] = SUFFIX.exec(literal) ?? [];
  const words = before.split(" ");
  if (words.length < 2 || before.includes(",") || GROUP.test(literal)) return { literal };
  let family = words.length - 1;
  while (family > 1 && isParticle(words[family - 1] ?? "", words[family] ?? "")) family--;
  if (family > 1 && JOINS.test(words[family] ?? "")) family--;
  const person = { family: words.slice(family).join(" "), given: words.slice(0, family).join(" ") };
  return suffix ? { ...person, suffix } : person;
}

const isParticle = (word: string, next: string) =>
  /^\p{Ll}/u.test(word) || (PARTICLE.test(word) && !NO_PARTICLE.has(next));

/** The name by which bibliographies sort an author. */
export const sortingName = (source: string): string => {
  const name = readName(source);
  return "family" in name ? name.family : name.literal;
};
