import { ApiProperty } from '@nestjs/swagger';
import { IsBoolean, IsString, MaxLength } from 'class-validator';

export class PublicPageDto {
  @ApiProperty({ description: 'Off: nothing is told to anybody who is not signed in' })
  @IsBoolean()
  isOn: boolean;

  @ApiProperty({ example: '怀仁市商务局 直播电商月度数据', maxLength: 100 })
  @IsString()
  @MaxLength(100)
  title: string;
}
