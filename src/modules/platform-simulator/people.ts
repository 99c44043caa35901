import type { SimulatedBuyer } from './simulated-order.js';

const FAMILIES = ['王', '李', '张', '刘', '陈', '杨', '赵', '郭'] as const;
const GIVEN = ['小红', '建国', '秀英', '志强', '桂兰', '晋生', '丽娟', '文斌'] as const;
const TOWNS = [
  ['山西省', '太原市', '小店区', '某街'],
  ['山西省', '朔州市', '怀仁市', '云中镇迎宾路'],
  ['北京市', '北京市', '海淀区', '学院路'],
  ['广东省', '深圳市', '南山区', '科技园南路'],
] as const;

/** Invented people who look real enough to be searched for: wherever one of their words turns up, personal data was kept. */
export function inventBuyer(serial: number): SimulatedBuyer {
  const [province, city, district, street] = TOWNS[serial % TOWNS.length] ?? TOWNS[0];
  return {
    name: `${FAMILIES[serial % FAMILIES.length] ?? '王'}${GIVEN[Math.floor(serial / 8) % GIVEN.length] ?? '小红'}`,
    phone: `138${String(1_234 + serial).padStart(8, '0')}`,
    province,
    city,
    district,
    address: `${street}${serial + 1}号院${(serial % 9) + 1}单元`,
    openId: `oBuyer${String(serial + 1).padStart(4, '0')}`,
    words: `请发顺丰，到了打138${String(1_234 + serial).padStart(8, '0')}`,
  };
}
